package io.revenueos.kernel.jdbc.channels;

import static io.revenueos.kernel.jdbc.TenantSession.IN_SCOPE;

import io.revenueos.kernel.jdbc.Row;
import io.revenueos.kernel.jdbc.TenantSession;
import io.revenueos.kernel.jdbc.TimeKey;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.store.Page;
import io.revenueos.kernel.tenant.UserId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code campaign_audit_log}. */
final class CampaignLog {
  private static final String INSERT =
      """
      insert into campaign_audit_log
        (tenant_id, id, workspace_id, campaign_id, action, changed_by, changes)
      values (:tenant, :id, :workspace, :campaign, :action, cast(:user as uuid), cast(:changes as jsonb))
      """;
  private static final String PAGE =
      """
      select id, campaign_id, action, changed_by, changes, created_at
      from campaign_audit_log
      where
      """
          + IN_SCOPE
          + """
          and campaign_id = :campaign and (created_at, id) < (:beforeAt, :beforeId)
          order by created_at desc, id desc
          limit :limit
          """;

  private CampaignLog() {}

  /** A row to be added. */
  record Entry(
      CampaignId campaign,
      @Nullable UUID workspaceOrNull,
      CampaignChange.Action action,
      JsonObject changes) {
    static Entry of(
        CampaignId campaign, @Nullable UUID workspaceOrNull, CampaignChange.Action action) {
      return new Entry(campaign, workspaceOrNull, action, JsonObject.empty());
    }

    Entry with(JsonObject newChanges) {
      return new Entry(campaign, workspaceOrNull, action, newChanges);
    }

    int write(TenantSession session) {
      return session
          .update(INSERT)
          .bind("id", UUID.randomUUID())
          .bind("workspace", workspaceOrNull)
          .bind("campaign", campaign.value())
          .bind("action", action.stored())
          .bind("user", session.user().map(UserId::toString).orElse(null))
          .bind("changes", changes)
          .execute();
    }
  }

  static List<CampaignChange> page(TenantSession session, CampaignId id, Page<TimeKey> page) {
    return session
        .newestFirst(PAGE, page)
        .bind("campaign", id.value())
        .map(Row.as(CampaignLog::change))
        .list();
  }

  /** The names of the fields that differ: their values may be long. */
  static JsonObject fields(CampaignDetails before, CampaignDetails after) {
    List<String> fields = new ArrayList<>();
    addIfChanged(fields, "name", before.name(), after.name());
    addIfChanged(fields, "description", before.descriptionOrNull(), after.descriptionOrNull());
    addIfChanged(fields, "channel", before.channel(), after.channel());
    addIfChanged(fields, "budget", before.budgetOrNull(), after.budgetOrNull());
    return JsonObject.of("fields", fields);
  }

  private static void addIfChanged(
      List<String> fields, String name, @Nullable Object before, @Nullable Object after) {
    if (!Objects.equals(before, after)) {
      fields.add(name);
    }
  }

  private static CampaignChange change(Row row) throws SQLException {
    return new CampaignChange(
        row.uuid("id"),
        new CampaignId(row.uuid("campaign_id")),
        row.word("action", CampaignChange.Action.class),
        row.userOrNull("changed_by"),
        row.json("changes"),
        row.time("created_at"));
  }
}
