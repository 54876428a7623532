package io.revenueos.kernel.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.tenant.WorkspaceId;
import io.revenueos.kernel.testkit.Seeds;
import io.revenueos.kernel.testkit.TestEvents;
import java.time.Instant;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IdempotencyKeyTest {
  /** Each expected value was computed by Python's hashlib from the encoding in the contract. */
  @Test
  void isSha256OverTheLengthPrefixedParts() {
    assertThat(key("lead_captured", "cmo_campaigns", "lead", "L-1", "req-1", null))
        .isEqualTo("234f6e228cb0b06ea3d3557760fe3b8936ed6c69fb9f85d43d43ba5add8b233e");
    assertThat(
            key("lead_captured", "cmo_campaigns", "lead", "L-1", "req-1", "2026-01-05T10:00:00Z"))
        .isEqualTo("5ef7cf28e76a3dacbe88111aa811f0af2016fd1db304d9bca77c84eeffc724ae");
    assertThat(
            key(
                "booking_created",
                "fts_marketplace",
                "booking",
                "Zoë-7 🎾",
                "grüße",
                "2026-01-05T09:00:00.123456Z"))
        .isEqualTo("7d5d2e558d484007780430fee6f63d9173fd0c3426931478c49ce7bff78c0d92");
  }

  @Test
  void aGivenKeyStandsAsItIs() {
    assertThat(TestEvents.event().idempotencyKey("mine").build().idempotencyKey())
        .hasToString("mine");
  }

  @Test
  void neitherThePayloadNorTheWorkspaceTakesPart() {
    IdempotencyKey key = TestEvents.event().build().idempotencyKey();

    assertThat(TestEvents.event().with("a", 1).build().idempotencyKey()).isEqualTo(key);
    assertThat(
            TestEvents.event()
                .in(TestEvents.SCOPE.in(new WorkspaceId(TestEvents.TENANT.value())))
                .build()
                .idempotencyKey())
        .isEqualTo(key);
  }

  @Test
  void equalEventsHaveEqualKeysAlthoughNanosecondsWereCut() {
    Instant micros = Instant.parse("2026-01-05T10:00:00.123456Z");
    KernelEvent kept = TestEvents.event().occurredAt(micros).build();

    assertThat(TestEvents.event().occurredAt(micros.plusNanos(789)).build()).isEqualTo(kept);
  }

  @Seeds(500)
  void movingCharactersAcrossFieldBordersAlwaysChangesTheKey(long seed) {
    Random random = new Random(seed);
    String all = randomText(random);
    Set<String> keys = new HashSet<>();
    int splits = 0;
    // Every way to cut the same characters into source, entity type, entity id and correlation.
    for (int a = 1; a < all.length() - 2; a++) {
      for (int b = a + 1; b < all.length() - 1; b++) {
        for (int c = b + 1; c < all.length(); c++) {
          keys.add(
              key(
                  "t",
                  all.substring(0, a),
                  all.substring(a, b),
                  all.substring(b, c),
                  all.substring(c),
                  null));
          splits++;
        }
      }
    }

    assertThat(keys).as("keys of every split of <%s>", all).hasSize(splits);
  }

  @Test
  void everyFieldTakesPart() {
    Set<IdempotencyKey> keys = new HashSet<>();
    keys.add(TestEvents.event().build().idempotencyKey());
    keys.add(TestEvents.event("other").build().idempotencyKey());
    keys.add(TestEvents.event().from("billing").build().idempotencyKey());
    keys.add(TestEvents.event().in(TestEvents.OTHER_SCOPE).build().idempotencyKey());
    keys.add(TestEvents.event().about("deal", "D-2").build().idempotencyKey());
    keys.add(TestEvents.event().about("lead", "D-1").build().idempotencyKey());
    keys.add(TestEvents.event().correlatedBy("req-2").build().idempotencyKey());
    keys.add(TestEvents.event().occurredAt(Instant.EPOCH).build().idempotencyKey());
    keys.add(TestEvents.event().occurredAt(Instant.EPOCH.plusMillis(1)).build().idempotencyKey());

    assertThat(keys).hasSize(9);
  }

  /** Few different characters, among them those of the encoding: collisions have every chance. */
  private static String randomText(Random random) {
    String alphabet = "1:a4,é";
    StringBuilder text = new StringBuilder();
    for (int i = 4 + random.nextInt(8); i > 0; i--) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  private static String key(
      String type,
      String source,
      String entityType,
      String entityId,
      String correlation,
      @Nullable String occurredAt) {
    KernelEventBuilder builder =
        KernelEvent.of(type)
            .in(TenantScope.of(TenantId.of("6f9619ff-8b86-4d01-b42d-00cf4fc964ff")))
            .from(source)
            .about(entityType, entityId)
            .correlatedBy(correlation);
    if (occurredAt != null) {
      builder.occurredAt(Instant.parse(occurredAt));
    }
    return builder.build().idempotencyKey().value();
  }
}
