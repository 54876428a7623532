package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.Effect;
import io.revenueos.kernel.action.Target;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.store.NewEffect;
import io.revenueos.kernel.store.RecordedEffect;
import io.revenueos.kernel.tenant.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.function.LongConsumer;
import org.jdbi.v3.core.Handle;

/** A table that holds one kind of effect: what it has in common with the others is here. */
abstract class EffectTable<E extends Effect> {
  static final String UNLESS_THERE = "on conflict do nothing\n";

  private final Class<E> kind;
  private final String name;
  private final String insert;
  private final String insertNew;
  private final String selectByActions;

  /**
   * @param insert its parameters begin with {@link #prefix}
   * @param insertNew the same {@link #UNLESS_THERE}
   * @param selectByActions of {@code :tenant} and {@code :actions}, in the order of writing
   */
  EffectTable(Class<E> kind, String name, String insert, String insertNew, String selectByActions) {
    this.kind = kind;
    this.name = name;
    this.insert = insert;
    this.insertNew = insertNew;
    this.selectByActions = selectByActions;
  }

  /** An effect of this kind, with its action and event. */
  record Row<E>(NewEffect of, E effect) {}

  /** What the names of this table's parameters begin with. */
  abstract String prefix();

  /** Binds what only this kind of effect has. */
  abstract void bind(RoundTrip trip, List<Row<E>> rows);

  /** The few columns a person would look at. */
  abstract JsonObject summary(ResultSet row) throws SQLException;

  /**
   * Adds the writing of those effects that are of this kind to a round trip that knows {@code
   * :tenant} and {@code :at}. It fails when one of them is there already.
   */
  final void insert(RoundTrip trip, List<NewEffect> effects) {
    if (bindAll(trip, effects)) {
      trip.update(insert);
    }
  }

  /**
   * As {@link #insert}; leaves out what is there already.
   *
   * @param written gets the action of each effect that was not
   */
  final void insertNew(RoundTrip trip, List<NewEffect> effects, LongConsumer written) {
    if (bindAll(trip, effects)) {
      trip.insert(insertNew, "action_id", row -> written.accept(row.getLong(1)));
    }
  }

  /** Returns false when there is nothing of this kind. */
  private boolean bindAll(RoundTrip trip, List<NewEffect> effects) {
    List<Row<E>> rows =
        effects.stream()
            .filter(effect -> kind.isInstance(effect.effect()))
            .map(effect -> new Row<>(effect, kind.cast(effect.effect())))
            .toList();
    if (rows.isEmpty()) {
      return false;
    }
    bindShared(trip, rows);
    bind(trip, rows);
    return true;
  }

  private void bindShared(RoundTrip trip, List<Row<E>> rows) {
    trip.bind(prefix() + "Actions", Columns.longs(rows, row -> row.of().actionId().value()))
        .bind(prefix() + "Workspaces", Columns.uuids(rows, r -> Sql.workspace(r.of().event())))
        .bind(prefix() + "Correlations", Columns.texts(rows, r -> Sql.correlation(r.of().event())))
        .bind(prefix() + "Keys", Columns.texts(rows, row -> row.effect().idempotencyKey()))
        .bind(prefix() + "TargetKinds", Columns.texts(rows, r -> target(r).kind().stored()))
        .bind(prefix() + "Targets", Columns.texts(rows, row -> target(row).id()));
  }

  private static Target target(Row<? extends Effect> row) {
    return row.effect().target().target();
  }

  final List<RecordedEffect> ofActions(
      Handle handle, TenantId tenant, Collection<ActionId> actions) {
    return handle
        .createQuery(selectByActions)
        .bind("tenant", tenant.value())
        .bindArray("actions", Long.class, actions.stream().map(ActionId::value).toList())
        .map(
            (row, context) ->
                new RecordedEffect(
                    new ActionId(row.getLong("action_id")),
                    name,
                    row.getString("id"),
                    summary(row)))
        .list();
  }
}
