package io.revenueos.kernel.store;

import io.revenueos.kernel.store.MemoryTables.AttemptRow;
import io.revenueos.kernel.store.MemoryTables.LetterRow;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The dead letters of one transaction on the in-memory tables. */
final class InMemoryDeadLetters implements DeadLetters {
  private final TenantView own;
  private final MemoryTables tables;

  InMemoryDeadLetters(TenantView own) {
    this.own = own;
    this.tables = own.tables();
  }

  @Override
  public List<DeadLetter> page(@Nullable WorkItem after, int limit) {
    NavigableMap<WorkItem, LetterRow> all = tables.lettersByTenant.at(own.tenant());
    NavigableMap<WorkItem, LetterRow> rest =
        after == null || all.isEmpty() ? all : all.tailMap(after, false);
    return rest.values().stream().limit(limit).map(LetterRow::letter).toList();
  }

  @Override
  public Optional<DeadLetter> find(WorkItem item) {
    return tables
        .letters
        .find(item)
        .filter(row -> row.tenant().equals(own.tenant()))
        .map(LetterRow::letter);
  }

  @Override
  public Optional<DeadLetter> lock(WorkItem item) {
    return find(item);
  }

  @Override
  public void add(DeadLetter letter) {
    own.requireOwn(letter.item());
    tables.letters.insert(letter.item(), new LetterRow(own.tenant(), letter));
  }

  @Override
  public void replace(DeadLetter letter) {
    require(letter.item());
    tables.letters.put(letter.item(), new LetterRow(own.tenant(), letter));
  }

  @Override
  public void remove(WorkItem item) {
    require(item);
    tables.letters.remove(item);
  }

  private void require(WorkItem item) {
    if (find(item).isEmpty()) {
      throw own.unknown("dead letter of " + item);
    }
  }

  @Override
  public void addAttempt(Attempt attempt) {
    own.requireOwn(attempt.item());
    tables.attempts.insert(tables.attemptIds.next(), new AttemptRow(own.tenant(), attempt));
  }

  @Override
  public List<Attempt> attempts(WorkItem item) {
    return tables.attemptsByItem.at(item).values().stream()
        .filter(row -> row.tenant().equals(own.tenant()))
        .map(AttemptRow::attempt)
        .toList();
  }
}
