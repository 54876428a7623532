package io.revenueos.kernel.store;

import static io.revenueos.kernel.store.StoreSamples.A;
import static io.revenueos.kernel.store.StoreSamples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.ActionStatus;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a store must do that says what an accepted event's partition bears. */
public abstract class FreshEventContract extends FreshClaimContract {
  private Claim claim() {
    return in(A, t -> t.queue().claim(new ClaimRequest(PartitionRange.all(), 9, NOW, Set.of())));
  }

  @Test
  void theFirstOfItsPartitionNeedNotBeClaimed() {
    for (int n = 1; n <= 3; n++) {
      FreshEvent event = accept("L-1", n);
      assertThat(entry(event.event())).isPresent();
      conclude(event, null);
      assertThat(entry(event.event())).isEmpty();
    }
    store().register(TENANT);
    FreshEvent event = accept("L-1", 4);
    conclude(event, TENANT.describedAs("renamed"));
    assertThat(entry(event.event())).isEmpty();
  }

  @Test
  void laterEventsMayBeThere() {
    FreshEvent event = accept("L-1", 1);
    FreshEvent later = accept("L-1", 2);
    conclude(event, null);
    assertThat(claim().events())
        .extracting(claimed -> claimed.event().id())
        .containsExactly(later.event().id());
    assertStale(later, null);
  }

  @Test
  void aClaimThatDoesNothingChangesNothing() {
    FreshEvent event = accept("L-1", 1);
    assertThat(claim().events()).hasSize(1);
    conclude(event, null);
    assertThat(entry(event.event())).isEmpty();
  }

  @Test
  void anEffectThatIsThereAlreadyLeavesNothingOfTheBatch() {
    FreshEvent first = accept("L-1", 1);
    ActionId one = act(first.event(), ActionStatus.COMPLETED);
    conclude(
        first,
        null,
        Batch.empty()
            .completed(first.event())
            .effect(one, first.event(), StoreSamples.task("same")));
    FreshEvent second = accept("L-1", 2);
    ActionId two = act(second.event(), ActionStatus.COMPLETED);
    Batch again =
        Batch.empty()
            .completed(second.event())
            .effect(two, second.event(), StoreSamples.task("same"));
    assertThatThrownBy(() -> conclude(second, null, again)).isInstanceOf(StaleClaimException.class);
    assertThat(entry(second.event())).isPresent();
  }

  @Test
  void theTransactionMayHaveReadBefore() {
    FreshEvent event = accept("L-1", 1);
    run(
        A,
        t -> {
          assertThat(t.events().find(event.event().id())).isPresent();
          t.journal()
              .concludeFresh(
                  Batch.empty().completed(event.event()).build(), new FreshClaim(event, null), NOW);
        });
    assertThat(entry(event.event())).isEmpty();
  }
}
