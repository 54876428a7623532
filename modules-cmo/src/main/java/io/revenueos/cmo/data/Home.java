package io.revenueos.cmo.data;

import io.revenueos.kernel.error.KernelException;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.error.UnavailableException;
import io.revenueos.kernel.jdbc.TenantSession;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a row is, or will be. What belongs to another row is in that one's workspace, and may be
 * put by whoever may work there.
 *
 * @param workspace the session's user may work in it
 * @param idOrNull the row's, where the caller has chosen it; null for a row that is known by
 *     another key
 */
record Home(UUID workspace, @Nullable UUID idOrNull) {
  private static final String CAMPAIGN =
      "select workspace_id from cmo_campaigns\n" + Table.IN_SCOPE + "and id = :id";
  private static final String ASSET =
      "select workspace_id from cmo_content_assets\n" + Table.IN_SCOPE + "and id = :id";
  private static final String EVENT =
      "select workspace_id from cmo_calendar_events\n" + Table.IN_SCOPE + "and id = :id";

  /** That of a row which belongs to no other: the scope's workspace, else the tenant's own. */
  static Home of(TenantSession session) {
    return new Home(session.home(), null);
  }

  /**
   * A campaign's.
   *
   * @throws RefusedException when the scope has no such campaign
   */
  static Home ofCampaign(TenantSession session, UUID campaign) {
    return new Home(session.workspaceBeside(campaign(session, campaign)), null);
  }

  /**
   * That of a piece of content: where it is, or else its campaign.
   *
   * @throws RefusedException when the scope has no such campaign, or they are apart
   */
  static Home ofAsset(TenantSession session, UUID id, ContentAsset asset) {
    UUID campaign = asset.campaignOrNull();
    return together(
        session,
        id,
        find(session, ASSET, id),
        campaign == null ? Optional.empty() : Optional.of(campaign(session, campaign)));
  }

  /**
   * That of an event of the calendar: where it is, or else its campaign, or its piece.
   *
   * @throws RefusedException when the scope has no such campaign or piece, or they are apart
   */
  static Home ofEvent(TenantSession session, UUID id, CalendarEvent event) {
    UUID campaign = event.campaignOrNull();
    UUID asset = event.assetOrNull();
    return together(
        session,
        id,
        find(session, EVENT, id),
        campaign == null ? Optional.empty() : Optional.of(campaign(session, campaign)),
        asset == null ? Optional.empty() : Optional.of(asset(session, asset)));
  }

  private static UUID campaign(TenantSession session, UUID id) {
    return find(session, CAMPAIGN, id).orElseThrow(() -> session.unknown("campaign " + id));
  }

  private static UUID asset(TenantSession session, UUID id) {
    return find(session, ASSET, id).orElseThrow(() -> session.unknown("piece of content " + id));
  }

  /** A row's workspace. */
  private static Optional<UUID> find(TenantSession session, String sql, UUID id) {
    return session.query(sql).bind("id", id).mapTo(UUID.class).findOne();
  }

  @SafeVarargs
  private static Home together(TenantSession session, UUID id, Optional<UUID>... workspaces) {
    @Nullable UUID home = null;
    for (Optional<UUID> workspace : workspaces) {
      if (home != null && workspace.isPresent() && !workspace.get().equals(home)) {
        throw new RefusedException(
            "other_workspace",
            "row %s and what it refers to are in different workspaces: %s and %s"
                .formatted(id, home, workspace.get()));
      }
      home = workspace.orElse(home);
    }
    return new Home(session.workspaceBeside(home), id);
  }

  /** For a row that is there, and not to be found. */
  KernelException hidden(TenantSession session, String table) {
    return idOrNull == null
        ? new UnavailableException("a row of %s came and went".formatted(table))
        : session.unknown("row %s of %s".formatted(idOrNull, table));
  }
}
