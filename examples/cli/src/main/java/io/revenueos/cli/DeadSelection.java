package io.revenueos.cli;

import io.revenueos.kernel.Kernel;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.store.DeadLetter;
import io.revenueos.kernel.store.WorkItem;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which dead letters a command is about. */
final class DeadSelection {
  static final String EXIT_CODE =
      "Exit code 3: some are not dead, and were refused; the others were done.";
  private static final int PAGE = 500;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Parameters(
      paramLabel = "ITEM",
      arity = "0..*",
      description = "event:17 or action:40, as revenue dead list prints them.")
  private List<String> items = new ArrayList<>();

  @Option(names = "--all", description = "All of them.")
  private boolean all;

  @Option(
      names = "--tenant",
      paramLabel = "UUID",
      converter = TenantConverter.class,
      description = "Only this tenant's.")
  private @Nullable TenantId tenant;

  /** What is done with one. */
  interface Operation {
    void on(TenantScope scope, WorkItem item);
  }

  /** What came of them. Not thread-safe. */
  static final class Outcome {
    private final Errors errors;
    private int done;
    private int refused;

    private Outcome(Host host) {
      this.errors = new Errors(host.terminal(), host.environment());
    }

    /** One that is refused is named, and the next may come. */
    private void step(Runnable one) {
      try {
        one.run();
        done++;
      } catch (RefusedException notDead) {
        errors.report(notDead);
        refused++;
      }
    }

    /** In words. */
    String said(String what) {
      return refused == 0
          ? "%,d %s".formatted(done, what)
          : "%,d %s, %,d refused".formatted(done, what, refused);
    }

    int exitCode() {
      return refused == 0 ? ExitCode.OK : ExitCode.REFUSED;
    }
  }

  /** Goes on after one that is refused. */
  Outcome each(Host host, Kernel kernel, Operation operation) {
    if (all == !items.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "give either items or --all");
    }
    List<TenantScope> scopes = scopes(kernel, tenant);
    Outcome outcome = new Outcome(host);
    if (all) {
      for (TenantScope scope : scopes) {
        letters(kernel, scope)
            .forEach(letter -> outcome.step(() -> operation.on(scope, letter.item())));
      }
    }
    parsed().forEach(item -> outcome.step(() -> operation.on(owner(kernel, scopes, item), item)));
    return outcome;
  }

  /** All of them, before anything is done: one that is wrong stops the command. */
  private List<WorkItem> parsed() {
    try {
      return items.stream().map(WorkItemText::parse).toList();
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()), wrong);
    }
  }

  private static TenantScope owner(Kernel kernel, List<TenantScope> scopes, WorkItem item) {
    return scopes.stream()
        .filter(scope -> kernel.control().deadLetter(scope, item).isPresent())
        .findFirst()
        .orElseThrow(() -> new RefusedException("not_dead", "there is no dead " + item));
  }

  static List<TenantScope> scopes(Kernel kernel, @Nullable TenantId tenant) {
    return tenant == null
        ? kernel.control().tenantsWithDeadLetters().stream().map(TenantScope::of).toList()
        : List.of(TenantScope.of(tenant));
  }

  /** All of a tenant's, page by page. */
  static List<DeadLetter> letters(Kernel kernel, TenantScope scope) {
    List<DeadLetter> all = new ArrayList<>();
    List<DeadLetter> page = kernel.control().deadLetters(scope, null, PAGE);
    while (!page.isEmpty()) {
      all.addAll(page);
      page = kernel.control().deadLetters(scope, page.get(page.size() - 1).item(), PAGE);
    }
    return all;
  }
}
