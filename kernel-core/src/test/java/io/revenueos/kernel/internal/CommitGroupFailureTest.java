package io.revenueos.kernel.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.error.UnavailableException;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.Receipt;
import io.revenueos.kernel.internal.HeldCommits.Held;
import io.revenueos.kernel.store.NotAdmittedException;
import io.revenueos.kernel.testkit.Await;
import io.revenueos.kernel.testkit.TestEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Callers that share commits which fail. */
class CommitGroupFailureTest {
  private final HeldCommits commits = new HeldCommits();

  @Test
  void everyCallerOfACommitThatIsUnavailableIsToldSoAndTheNextOnesAreNotSpoiled() throws Exception {
    UnavailableException down = new UnavailableException("the disk is full");
    CommitGroup group =
        new CommitGroup(
            events -> {
              List<Receipt> receipts = commits.commitWhenLetGo(events);
              if (events.size() > 1) {
                throw down;
              }
              return receipts;
            });
    List<Held> underWay = commits.bothCommitting(group);
    List<FutureTask<Receipt>> waiting =
        List.of(
            commits.callAndWait(group, "a"),
            commits.callAndWait(group, "b"),
            commits.callAndWait(group, "c"));
    underWay.get(0).letGo();
    commits.nextHeld().letGo();

    List<Throwable> told = new ArrayList<>();
    for (FutureTask<Receipt> caller : waiting) {
      assertThatThrownBy(() -> Await.result(caller))
          .hasCauseInstanceOf(UnavailableException.class)
          .cause()
          .hasMessage("the disk is full")
          .hasCause(down)
          .satisfies(told::add);
    }
    assertThat(told).as("one exception per thread").doesNotHaveDuplicates();
    underWay.get(1).letGo();
    FutureTask<Receipt> next = commits.call(group, "next");
    commits.nextHeld().letGo();
    assertThat(Await.result(next)).isNotNull();
  }

  /** Holds the first two commits and those that are shared, once each. */
  private CommitGroup refusing(Consumer<List<KernelEvent>> check) {
    return new CommitGroup(
        events -> {
          if (events.size() > 2 || HeldCommits.names(events).get(0).matches("first|second")) {
            commits.commitWhenLetGo(List.of());
          }
          check.accept(events);
          return commits.commit(events);
        });
  }

  @Test
  void anEventThatIsRefusedSpoilsOnlyItself() throws Exception {
    RefusedException refused = new RefusedException("inactive_tenant", "no");
    assertOnlyTheBadOneFails(
        name -> {
          if (name.equals("bad")) {
            throw refused;
          }
        },
        refused);
  }

  @Test
  void whoIsNotConcernedByARefusalStillSharesACommit() throws Exception {
    KernelEvent elsewhere =
        TestEvents.event().in(TestEvents.OTHER_SCOPE).about("thing", "elsewhere").build();
    RefusedException unknown = new RefusedException("unknown_workspace", "no");
    CommitGroup group =
        refusing(
            events -> {
              if (events.contains(elsewhere)) {
                throw new NotAdmittedException(unknown, TestEvents.OTHER_SCOPE::equals);
              }
            });
    List<Held> underWay = commits.bothCommitting(group);
    List<FutureTask<Receipt>> fine =
        List.of(commits.callAndWait(group, "a"), commits.callAndWait(group, "b"));
    FutureTask<Receipt> bad = new FutureTask<>(() -> group.accept(elsewhere));
    commits.start(bad, "elsewhere");
    commits.awaitLastWaiting();
    underWay.get(0).letGo();
    commits.nextHeld().letGo();

    assertThatThrownBy(() -> Await.result(bad)).hasCauseInstanceOf(NotAdmittedException.class);
    Await.all(fine);
    assertThat(commits.done()).contains(List.of("a", "b"));
    underWay.get(1).letGo();
    commits.awaitCallers();
  }

  @Test
  void aRefusalThatConcernsNobodyOfTheGroupIsTriedByEachAlone() throws Exception {
    RefusedException odd = new RefusedException("unknown_tenant", "no");
    CommitGroup group =
        refusing(
            events -> {
              if (events.size() > 1) {
                throw new NotAdmittedException(odd, scope -> false);
              }
            });
    List<Held> underWay = commits.bothCommitting(group);
    List<FutureTask<Receipt>> waiting =
        List.of(
            commits.callAndWait(group, "a"),
            commits.callAndWait(group, "b"),
            commits.callAndWait(group, "c"));
    underWay.get(0).letGo();
    commits.nextHeld().letGo();

    Await.all(waiting);
    assertThat(commits.done()).contains(List.of("a"), List.of("b"), List.of("c"));
    underWay.get(1).letGo();
    commits.awaitCallers();
  }

  @Test
  void anEventThatMakesTheStoreFailInAnyOtherWaySpoilsOnlyItself() throws Exception {
    assertOnlyTheBadOneFails(
        name -> {
          if (name.equals("bad")) {
            throw new StackOverflowError("deep");
          }
        },
        new StackOverflowError("deep"));
    assertOnlyTheBadOneFails(
        name -> {
          if (name.equals("bad")) {
            throw new IllegalStateException("odd");
          }
        },
        new IllegalStateException("odd"));
  }

  private void assertOnlyTheBadOneFails(Consumer<String> check, Throwable expected)
      throws InterruptedException {
    CommitGroup group = refusing(events -> HeldCommits.names(events).forEach(check));
    List<Held> underWay = commits.bothCommitting(group);
    FutureTask<Receipt> before = commits.callAndWait(group, "before");
    FutureTask<Receipt> bad = commits.callAndWait(group, "bad");
    FutureTask<Receipt> after = commits.callAndWait(group, "after");
    underWay.get(0).letGo();
    commits.nextHeld().letGo();

    assertThatThrownBy(() -> Await.result(bad))
        .cause()
        .hasSameClassAs(expected)
        .hasMessage(expected.getMessage());
    assertThat(Await.result(before).eventId()).isNotEqualTo(Await.result(after).eventId());
    underWay.get(1).letGo();
    commits.awaitCallers();
  }

  @Test
  void aCallerThatIsAloneGetsTheVeryExceptionOfAnEventThatIsRefused() {
    RefusedException refused = new RefusedException("inactive_tenant", "no");
    CommitGroup group =
        new CommitGroup(
            events -> {
              throw refused;
            });

    assertThatThrownBy(() -> group.accept(HeldCommits.event("a"))).isSameAs(refused);
    assertThatThrownBy(() -> group.accept(HeldCommits.event("b"))).isSameAs(refused);
    assertThatThrownBy(() -> group.accept(HeldCommits.event("c"))).isSameAs(refused);
  }

  @Test
  void aStoreThatAnswersTooLittleIsNotBelieved() {
    CommitGroup group = new CommitGroup(events -> List.of());

    assertThatThrownBy(() -> group.accept(HeldCommits.event("a")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("expected 1 receipts, found 0");
  }
}
