package io.revenueos.kernel.module;

import io.revenueos.kernel.error.InvalidInputException;
import java.util.List;

/** A manifest breaks the contract; every violation is named. */
public final class InvalidManifestException extends InvalidInputException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> violations;

  InvalidManifestException(String module, List<String> violations) {
    super("invalid_manifest", module, String.join("; ", violations));
    this.violations = List.copyOf(violations);
  }

  /** One sentence each, starting with the path of what is wrong. */
  public List<String> violations() {
    return violations;
  }
}
