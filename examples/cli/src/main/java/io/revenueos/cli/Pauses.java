package io.revenueos.cli;

import io.revenueos.kernel.store.Pause;

/** Words for pauses. */
final class Pauses {
  private Pauses() {}

  static String sentence(Pause pause) {
    return "%s, by %s since %s%s"
        .formatted(
            subject(pause.kind(), pause.id()),
            pause.by(),
            pause.at(),
            pause.reason().isEmpty() ? "" : ": " + pause.reason());
  }

  static String subject(Pause.Kind kind, String id) {
    return switch (kind) {
      case KERNEL -> "the whole kernel";
      case TENANT -> "tenant " + id;
      case MODULE -> "module " + id;
      case ACTION_TYPE -> "actions " + id;
    };
  }
}
