package io.revenueos.kernel.action;

import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.json.JsonObject;
import java.util.List;

/** What a handler answers. It says what should happen; the kernel does it. */
public sealed interface Outcome {

  /**
   * The action is done once the effects are written.
   *
   * @param result kept with the action
   * @param effects written in the action's transaction
   * @param events emitted in the same transaction, with this action as their cause
   */
  record Completed(JsonObject result, List<Effect> effects, List<KernelEvent> events)
      implements Outcome {
    public Completed {
      effects = List.copyOf(effects);
      events = List.copyOf(events);
    }
  }

  /** Nothing to do, and why: {@code effect_already_there}, {@code no_handler}. */
  record Skipped(Reason reason) implements Outcome {}

  /** It cannot be done, and trying again cannot help: {@code missing_recipient}. */
  record Dead(Reason reason) implements Outcome {}

  static Outcome completed(JsonObject result) {
    return new Completed(result, List.of(), List.of());
  }

  static Outcome completed(Effect... effects) {
    return new Completed(JsonObject.empty(), List.of(effects), List.of());
  }

  static Outcome skipped(String code, String text) {
    return new Skipped(new Reason(code, text));
  }

  static Outcome dead(String code, String text) {
    return new Dead(new Reason(code, text));
  }
}
