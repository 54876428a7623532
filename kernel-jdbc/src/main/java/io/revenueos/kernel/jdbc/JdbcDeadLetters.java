package io.revenueos.kernel.jdbc;

import static io.revenueos.kernel.jdbc.SqlErrors.translating;

import io.revenueos.kernel.store.Attempt;
import io.revenueos.kernel.store.DeadLetter;
import io.revenueos.kernel.store.DeadLetters;
import io.revenueos.kernel.store.WorkItem;
import io.revenueos.kernel.store.WorkItem.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One transaction's view of what failed. */
record JdbcDeadLetters(Session session, Tables tables) implements DeadLetters {
  private static final WorkItem BEFORE_ALL = new WorkItem(Kind.EVENT, Long.MIN_VALUE);

  @Override
  public List<DeadLetter> page(@Nullable WorkItem after, int limit) {
    return translating(() -> pageAfter(after == null ? BEFORE_ALL : after, limit));
  }

  private List<DeadLetter> pageAfter(WorkItem last, int limit) {
    List<DeadLetter> page =
        new ArrayList<>(tables.letters().page(session, last.kind(), last.id(), limit));
    if (last.kind() == Kind.EVENT && page.size() < limit) {
      int left = limit - page.size();
      page.addAll(tables.letters().page(session, Kind.ACTION, Long.MIN_VALUE, left));
    }
    return page;
  }

  @Override
  public Optional<DeadLetter> find(WorkItem item) {
    return translating(() -> tables.letters().find(session, item));
  }

  @Override
  public Optional<DeadLetter> lock(WorkItem item) {
    return translating(() -> tables.letters().lock(session, item));
  }

  @Override
  public void add(DeadLetter letter) {
    translating(
        () -> {
          RoundTrip trip = session.roundTrip();
          DeadLettersTable.insert(trip, List.of(letter));
          trip.send();
          return letter;
        });
  }

  @Override
  public void replace(DeadLetter letter) {
    session.requireFound(
        translating(() -> tables.letters().replace(session, letter)), "dead " + letter.item());
  }

  @Override
  public void remove(WorkItem item) {
    session.requireFound(translating(() -> tables.letters().remove(session, item)), "dead " + item);
  }

  @Override
  public void addAttempt(Attempt attempt) {
    translating(
        () -> {
          RoundTrip trip = session.roundTrip();
          AttemptsTable.insert(trip, List.of(attempt));
          trip.send();
          return attempt;
        });
  }

  @Override
  public List<Attempt> attempts(WorkItem item) {
    return translating(() -> tables.attempts().of(session, item));
  }
}
