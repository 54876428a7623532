package io.revenueos.kernel.store;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.json.JsonObject;

/**
 * A row an action left behind; its cause is its action.
 *
 * @param table where it stands: {@code tasks}
 * @param id its primary key, as text
 * @param summary the few columns a person would look at
 */
public record RecordedEffect(ActionId actionId, String table, String id, JsonObject summary) {}
