package io.revenueos.cli;

import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.module.ModuleId;
import io.revenueos.kernel.store.Pause;
import io.revenueos.kernel.tenant.TenantId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What is to stand still, or to go on: exactly one of four options. */
final class PauseSubject {
  @ArgGroup(multiplicity = "1")
  private Choice choice = new Choice();

  /** The four options; none of the other three means the kernel. */
  @SuppressWarnings("UnusedVariable") // Picocli sets the fields.
  static final class Choice {
    @Option(names = "--kernel", description = "Everything.")
    private boolean kernel;

    @Option(
        names = "--tenant",
        paramLabel = "UUID",
        converter = TenantConverter.class,
        description = "A tenant's events and actions.")
    private @Nullable TenantId tenant;

    @Option(
        names = "--module",
        paramLabel = "ID",
        description = "Events that a module's policies answer, and actions they asked for.")
    private @Nullable String module;

    @Option(
        names = "--action-type",
        paramLabel = "TYPE",
        description = "Actions of one type, such as OUTBOUND_EMAIL.")
    private @Nullable String actionType;
  }

  Pause.Kind kind() {
    if (choice.tenant != null) {
      return Pause.Kind.TENANT;
    } else if (choice.module != null) {
      return Pause.Kind.MODULE;
    }
    return choice.actionType == null ? Pause.Kind.KERNEL : Pause.Kind.ACTION_TYPE;
  }

  /**
   * @throws io.revenueos.kernel.error.InvalidInputException when it cannot be the id of its kind
   */
  String id() {
    if (choice.tenant != null) {
      return choice.tenant.toString();
    } else if (choice.module != null) {
      return new ModuleId(choice.module).value();
    }
    return choice.actionType == null ? "" : new ActionType(choice.actionType).name();
  }
}
