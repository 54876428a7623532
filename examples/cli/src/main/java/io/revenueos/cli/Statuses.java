package io.revenueos.cli;

import io.revenueos.cli.terminal.Style;

/** How a status, an outcome or a result looks. */
final class Statuses {
  private Statuses() {}

  static Style style(String name) {
    return switch (name) {
      case "completed", "allow", "emit_actions", "healthy", "pass", "active" -> Style.GOOD;
      case "failed", "dead", "block", "unhealthy", "fail" -> Style.BAD;
      case "pending", "allow_with_override", "skipped", "degraded", "warn" -> Style.WARNING;
      default -> Style.DIM;
    };
  }
}
