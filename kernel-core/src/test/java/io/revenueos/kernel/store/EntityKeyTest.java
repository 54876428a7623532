package io.revenueos.kernel.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.event.EntityRef;
import java.util.Random;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EntityKeyTest {
  private static final int ENTITIES = 16_000;

  /**
   * Computed by a Python program of its own, checked against FNV's published test vectors. Queue
   * entries are stored by these: they must never change.
   */
  @ParameterizedTest
  @CsvSource({
    "lead,    L-1,                      -932733791651580849,  15",
    "deal,    D-42,                     6747428960256392214,  5",
    "a,       b,                        -6090848099315675605, 10",
    "ab,      c,                        -3999880469019166307, 12",
    "a,       bc,                       -2354552816901149241, 13",
    "contact, m\u00fcller@example.com,  3413492603815332601,  2",
    "Kunde,   '\u65e5\u672c \ud83d\ude00', 9106257220052424808, 7",
    "deal,    'D/4 2 ',                 2760489868879591488,  2"
  })
  void isTheSameInEveryProcessAndEveryVersion(String type, String id, long hash, int partition) {
    EntityKey key = EntityKey.of(new EntityRef(type, id));
    assertThat(key).isEqualTo(new EntityKey(hash));
    assertThat(key.partition()).isEqualTo(partition);
  }

  @Test
  void theLongestIdHasAKeyToo() {
    EntityRef longest = new EntityRef("booking", "x".repeat(255));
    assertThat(EntityKey.of(longest)).isEqualTo(new EntityKey(3_343_225_496_924_167_131L));
  }

  @Test
  void everyPartitionIsReachedByTheHighestBits() {
    for (int partition = 0; partition < PartitionRange.PARTITIONS; partition++) {
      assertThat(new EntityKey(((long) partition) << 60).partition()).isEqualTo(partition);
      assertThat(new EntityKey(~(~((long) partition) << 60)).partition()).isEqualTo(partition);
    }
  }

  static Stream<Arguments> waysToNumberEntities() {
    Random random = new Random(17);
    return Stream.of(
        ids("counted", n -> "D-" + n),
        ids("counted with zeros", "%08d"::formatted),
        ids("far apart", n -> Long.toString(n * 1_000L)),
        ids("hexadecimal", n -> Integer.toHexString(n * 31)),
        ids("with a long tail", n -> n + "@customers.example.com"),
        ids("UUIDs of seed 17", n -> new UUID(random.nextLong(), random.nextLong()).toString()));
  }

  private static Arguments ids(String name, IntFunction<String> id) {
    return Arguments.of(name, id);
  }

  /** A thousand per partition are expected; one in six standard deviations is never seen. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("waysToNumberEntities")
  void entitiesSpreadOverThePartitions(String name, IntFunction<String> id) {
    int[] perPartition = new int[PartitionRange.PARTITIONS];
    IntStream.range(0, ENTITIES)
        .mapToObj(n -> EntityKey.of(new EntityRef("deal", id.apply(n))))
        .forEach(key -> perPartition[key.partition()]++);
    for (int partition = 0; partition < perPartition.length; partition++) {
      assertThat(perPartition[partition])
          .as("%s: partition %s", name, partition)
          .isBetween(815, 1_185);
    }
  }

  @Test
  void noTwoOfManyEntitiesShareAKey() {
    assertThat(
            IntStream.range(0, 100_000)
                .mapToObj(n -> EntityKey.of(new EntityRef("deal", "D-" + n)))
                .distinct()
                .count())
        .isEqualTo(100_000);
  }
}
