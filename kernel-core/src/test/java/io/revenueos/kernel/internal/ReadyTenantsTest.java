package io.revenueos.kernel.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.testkit.Await;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** Tenants that may have actions, taking turns. */
class ReadyTenantsTest {
  private static final TenantId A = Entities.tenant(1);
  private static final TenantId B = Entities.tenant(2);

  private final ReadyTenants ready = new ReadyTenants(2);

  @Test
  void everyTenantHasItsTurnOnceHoweverOftenItIsOffered() {
    ready.offer(A);
    ready.offer(B);
    ready.offer(A);

    assertThat(ready.poll()).contains(A);
    ready.offer(A);
    assertThat(ready.poll()).as("who came first").contains(B);
    assertThat(ready.poll()).contains(A);
    assertThat(ready.poll()).isEmpty();
  }

  @Test
  void aTenantThatHasItsShareInHandWaitsUntilOneIsDone() {
    ready.offer(A);
    ready.poll();
    ready.offer(A);
    ready.poll();
    ready.offer(A);
    ready.offer(B);

    assertThat(ready.poll()).contains(B);
    assertThat(ready.poll()).as("two are in hand").isEmpty();
    ready.done(A);
    assertThat(ready.poll()).contains(A);
    ready.done(A);
    assertThat(ready.poll()).as("not offered again").isEmpty();
  }

  @Test
  void aTakerWaitsForAnOfferAndForTheEnd() throws Exception {
    FutureTask<Optional<TenantId>> first = new FutureTask<>(ready::take);
    FutureTask<Optional<TenantId>> second = new FutureTask<>(ready::take);
    Thread one = new Thread(first, "first");
    Thread two = new Thread(second, "second");
    one.start();
    two.start();
    Await.untilWaiting(one);
    Await.untilWaiting(two);

    ready.offer(A);
    Await.until("one of them has it", () -> first.isDone() || second.isDone());
    ready.close();

    assertThat(first.get().or(() -> Await.result(second))).contains(A);
    assertThat(Await.result(first).isPresent()).isNotEqualTo(Await.result(second).isPresent());
    assertThat(ready.take()).as("closed").isEmpty();
  }
}
