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

  /**
   * @return how many there were
   * @throws RefusedException when one of the items is not dead
   */
  int each(Kernel kernel, Operation operation) {
    if (all == !items.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "give either items or --all");
    }
    List<TenantScope> scopes = scopes(kernel, tenant);
    int done = 0;
    if (all) {
      for (TenantScope scope : scopes) {
        for (DeadLetter letter : letters(kernel, scope)) {
          operation.on(scope, letter.item());
          done++;
        }
      }
    }
    for (WorkItem item : parsed()) {
      operation.on(owner(kernel, scopes, item), item);
      done++;
    }
    return done;
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
