package io.revenueos.kernel.jdbc.testkit;

import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.tenant.TenantScope;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What may be tried against a company by somebody else, and by what it is known to have worked. */
public final class Attacks {
  private static final String TEXT = "attack";

  private Attacks() {}

  private static final class Undone extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Its ids and texts, in calls of which the values are somebody else's. */
  public static List<RepositoryCall> on(Estate estate) {
    List<RepositoryCall> calls = new ArrayList<>();
    for (RepositoryCall call : estate.calls(TEXT)) {
      calls.add(call);
      int text = call.arguments().indexOf(TEXT);
      if (text >= 0) {
        calls.add(call.with(text, estate.company().mark()));
      }
      call.bare().filter(bare -> !bare.equals(call)).ifPresent(calls::add);
    }
    return calls;
  }

  /** Everything of a company's by which it could be recognized. */
  public static Set<String> tracesOf(Estate estate) {
    Set<String> traces = idsOf(estate);
    traces.add(estate.company().mark());
    return traces;
  }

  /** The same without the mark. */
  public static Set<String> idsOf(Estate estate) {
    Set<String> ids = new HashSet<>();
    ids.add(estate.company().north().toString());
    estate.ids().values().forEach(id -> ids.add(id.toString()));
    return ids;
  }

  /** What a call gives; what it does is rolled back. */
  public static @Nullable Object undone(
      RepositoryCall call, TenantDatabase tables, TenantScope scope) {
    AtomicReference<@Nullable Object> result = new AtomicReference<>();
    try {
      return tables.<Object>inTransaction(
          scope,
          session -> {
            result.set(call.run(tables, scope));
            throw new Undone();
          });
    } catch (Undone undone) {
      return result.get();
    }
  }

  /** As {@link #undone}; null for a call that is refused. */
  public static @Nullable Object undoneIfAllowed(
      RepositoryCall call, TenantDatabase tables, TenantScope scope) {
    try {
      return undone(call, tables, scope);
    } catch (RefusedException refused) {
      return null;
    }
  }

  /** The numbers in an answer that is nothing but numbers. */
  public static double sumOf(@Nullable Object result) {
    if (result instanceof Number number) {
      return number.doubleValue();
    } else if (result instanceof Optional<?> optional) {
      return sumOf(optional.orElse(null));
    } else if (result instanceof Map<?, ?> counts) {
      return counts.values().stream().mapToDouble(Attacks::sumOf).sum();
    }
    return 0;
  }
}
