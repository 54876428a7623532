package io.revenueos.kernel.jdbc.isolation;

import java.util.Collection;
import java.util.Locale;

/**
 * What one check of a database's isolation found.
 *
 * @param check a stable name: {@code row_security}
 * @param detail for people; names what is wrong
 */
public record Finding(String check, Result result, String detail) {
  private static final int MOST_NAMED = 10;

  /** How a check ended. */
  public enum Result {
    PASS,
    /** Works, but should not stay like this in production. */
    WARN,
    FAIL,
    /** This database has nothing of the kind. */
    SKIPPED;

    /** The name in JSON: {@code pass}. */
    public String stored() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Finding skipped(String check, String why) {
    return new Finding(check, Result.SKIPPED, why);
  }

  /** Passes when there are no culprits. */
  static Finding of(String check, String well, Collection<String> culprits) {
    if (culprits.isEmpty()) {
      return new Finding(check, Result.PASS, well);
    }
    String named = String.join(", ", culprits.stream().limit(MOST_NAMED).toList());
    int more = culprits.size() - MOST_NAMED;
    return new Finding(
        check, Result.FAIL, more > 0 ? "%s and %d more".formatted(named, more) : named);
  }
}
