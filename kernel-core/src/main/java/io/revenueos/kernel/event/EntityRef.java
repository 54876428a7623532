package io.revenueos.kernel.event;

import io.revenueos.kernel.json.Text;

/** What an event is about, in the words of whoever emits it: a deal of the host's own CRM, say. */
public record EntityRef(String type, String id) {
  public EntityRef {
    Text.name(InvalidEventException.CODE, "entity_type", type, KernelEvent.MAX_NAME_LENGTH);
    Text.name(InvalidEventException.CODE, "entity_id", id, KernelEvent.MAX_NAME_LENGTH);
  }

  @Override
  public String toString() {
    return type + " " + id;
  }
}
