package io.revenueos.kernel.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.jdbc.analytics.ForecastMonth;
import io.revenueos.kernel.jdbc.analytics.FunnelStep;
import io.revenueos.kernel.jdbc.channels.ProviderSecrets;
import io.revenueos.kernel.jdbc.channels.ProviderSettings;
import io.revenueos.kernel.jdbc.testkit.Company;
import io.revenueos.kernel.jdbc.testkit.Estate;
import io.revenueos.kernel.jdbc.testkit.Login;
import io.revenueos.kernel.jdbc.testkit.Repositories;
import io.revenueos.kernel.jdbc.testkit.RepositoryCall;
import io.revenueos.kernel.jdbc.testkit.Rows;
import io.revenueos.kernel.jdbc.testkit.Texts;
import io.revenueos.kernel.jdbc.testkit.Values;
import io.revenueos.kernel.tenant.TenantScope;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What tenant B, and a member of another workspace, may try against tenant A with every method of
 * every repository and A's own ids. The methods are found by reflection: a new one is attacked,
 * too.
 */
class RepositoryAttackTest {
  private static final Values ATTACK = Values.saying("attack");

  /** What a call gave; null also for a call that was refused. */
  private static @Nullable Object resultOf(
      RepositoryCall call, TenantDatabase tables, @Nullable TenantScope scope) {
    try {
      return call.run(tables, scope);
    } catch (RefusedException refused) {
      assertThat(refused.getMessage()).as(call.name()).isNotBlank();
      return null;
    }
  }

  /** Everything of A's by which it could be recognized. */
  private static Set<String> tracesOf(Estate a) {
    Set<String> traces = new HashSet<>(Set.of(a.company().mark(), a.company().north().toString()));
    a.ids().values().forEach(id -> traces.add(id.toString()));
    return traces;
  }

  /** A's ids and texts, in calls of which the values are somebody else's. */
  private static List<RepositoryCall> attacksOn(Estate a) {
    List<RepositoryCall> calls = new ArrayList<>();
    for (RepositoryCall call : RepositoryCall.all(a.ids(), ATTACK)) {
      calls.add(call);
      int text = call.arguments().indexOf("attack");
      if (text >= 0) {
        calls.add(call.with(text, a.company().mark()));
      }
    }
    return calls;
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void everyMethodFindsWhatIsItsScopes(Login login) {
    Estate a = Estate.in(login);
    Values own = Values.saying(a.company().mark());
    Set<String> traces = tracesOf(a);
    for (RepositoryCall call : RepositoryCall.all(a.ids(), own)) {
      Object result = undone(call, login.tables(), a.company());
      if (result instanceof List || result instanceof Optional) {
        assertThat(Texts.in(result)).as(call.name()).isNotEmpty();
      }
      if (result instanceof List<?> list && !list.isEmpty() && isRecognizable(list.get(0))) {
        assertThat(Texts.in(result)).as(call.name()).containsAnyElementsOf(traces);
      }
    }
  }

  /** Sums have neither ids nor texts: whose rows they add up is for {@link AnalyticsTest}. */
  private static boolean isRecognizable(Object row) {
    return row instanceof Record && !(row instanceof ForecastMonth) && !(row instanceof FunnelStep);
  }

  /** The host's call in north, or an admin's when it is about users; rolled back. */
  private static @Nullable Object undone(
      RepositoryCall call, TenantDatabase tables, Company company) {
    boolean aboutUsers = call.repository().getSimpleName().equals("UserWorkspaces");
    TenantScope scope = aboutUsers ? company.as(company.admin()) : company.inNorth();
    AtomicReference<@Nullable Object> result = new AtomicReference<>();
    assertThatThrownBy(
            () ->
                tables.inTransaction(
                    scope,
                    session -> {
                      result.set(call.run(tables, scope));
                      throw new IllegalStateException("undo");
                    }))
        .as(call.name())
        .hasMessage("undo");
    return result.get();
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void anotherTenantSeesAndChangesNothing(Login login) {
    Estate a = Estate.in(login);
    Company b = Estate.in(login).company();
    Map<String, List<String>> before = rowsOf(login.operator(), a.company());
    for (TenantScope attacker : List.of(b.scope(), b.inNorth(), b.as(b.admin()), b.as(b.ada()))) {
      for (RepositoryCall call : attacksOn(a)) {
        assertThat(Texts.in(resultOf(call, login.tables(), attacker)))
            .as("%s by %s", call.name(), attacker)
            .doesNotContainAnyElementsOf(tracesOf(a));
      }
    }
    assertThat(rowsOf(login.operator(), a.company())).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void whoBelongsElsewhereIsRefusedByEveryMethod(Login login) {
    Company a = Company.in(login);
    Estate b = Estate.in(login);
    for (RepositoryCall call : attacksOn(b)) {
      for (TenantScope scope :
          List.of(
              b.company().as(a.admin()),
              b.company().as(a.ada()).in(b.company().north()),
              a.scope().in(b.company().north()))) {
        assertThatThrownBy(() -> call.run(login.tables(), scope))
            .as(call.name())
            .isInstanceOf(RefusedException.class)
            .hasMessageMatching(".*(does not belong to tenant|has no workspace).*");
      }
      assertThatThrownBy(() -> call.run(login.tables(), null))
          .as(call.name())
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("scope");
    }
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void anotherWorkspaceSeesAndChangesNothing(Login login) {
    Estate a = Estate.in(login);
    Company company = a.company();
    Map<String, List<String>> before = rowsOf(login.operator(), company);
    for (TenantScope attacker :
        List.of(
            company.inSouth(),
            company.as(company.ben()),
            company.as(company.ben()).in(company.south()))) {
      for (RepositoryCall call : attacksOn(a)) {
        if (!isForAllOfTheTenant(call, attacker)) {
          assertThat(Texts.in(resultOf(call, login.tables(), attacker)))
              .as("%s by %s", call.name(), attacker)
              .doesNotContainAnyElementsOf(tracesOf(a));
        }
      }
    }
    Map<String, List<String>> after = rowsOf(login.operator(), company);
    before.forEach((table, rows) -> assertThat(after.get(table)).as(table).containsAll(rows));
    assertThat(inNorth(after, company)).isEqualTo(inNorth(before, company));
  }

  /** Settings have no workspace: all may see them, and the host may change them. */
  private static boolean isForAllOfTheTenant(RepositoryCall call, TenantScope scope) {
    boolean readsSettings =
        call.repository() == ProviderSettings.class
            && !call.method().getName().equals("disconnect");
    boolean aboutSettings =
        call.repository() == ProviderSettings.class || call.repository() == ProviderSecrets.class;
    return readsSettings || (aboutSettings && scope.actorOrNull() == null);
  }

  private static List<String> inNorth(Map<String, List<String>> rows, Company company) {
    return rows.values().stream()
        .flatMap(List::stream)
        .filter(row -> row.contains(company.north().toString()))
        .toList();
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void whoMayOnlySeeChangesNothing(Login login) {
    Estate a = Estate.in(login);
    Company company = a.company();
    Map<String, List<String>> before = rowsOf(login.operator(), company);
    TenantScope viewer = company.as(company.vic());
    for (RepositoryCall call : attacksOn(a)) {
      resultOf(call, login.tables(), viewer);
      resultOf(call, login.tables(), viewer.in(company.north()));
    }
    assertThat(rowsOf(login.operator(), company)).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void membersNeitherSeeNorGiveSecrets(Login login) {
    Estate a = Estate.in(login);
    Company company = a.company();
    Map<String, List<String>> before = rowsOf(login.operator(), company);
    for (RepositoryCall call : attacksOn(a)) {
      if (call.repository() == ProviderSecrets.class) {
        assertThatThrownBy(() -> call.run(login.tables(), company.as(company.ada())))
            .as(call.name())
            .isInstanceOf(RefusedException.class)
            .hasMessageMatching(".*(is not an admin|only the host).*");
      }
    }
    assertThat(rowsOf(login.operator(), company)).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(names = "H2")
  void theSuiteReachesEveryMethod(Login login) {
    Estate a = Estate.in(login);
    assertThat(attacksOn(a).stream().map(RepositoryCall::name).distinct())
        .containsExactlyElementsOf(
            Repositories.methods().stream().map(Repositories::nameOf).toList())
        .hasSizeGreaterThan(50);
  }

  /** A tenant's rows in every table, as text. */
  static Map<String, List<String>> rowsOf(Rows operator, Company company) {
    Map<String, List<String>> rows = new TreeMap<>();
    for (String table :
        operator.lines(
            """
            select c.table_name from information_schema.columns c
            join information_schema.tables t
              on t.table_schema = c.table_schema and t.table_name = c.table_name
            where c.column_name = 'tenant_id' and c.table_schema = 'public'
              and t.table_type = 'BASE TABLE'
            """)) {
      rows.put(
          table,
          operator
              .lines("select * from %s where tenant_id = '%s'".formatted(table, company.tenant()))
              .stream()
              .sorted()
              .toList());
    }
    assertThat(rows).containsKeys("leads", "agent_runs");
    return rows;
  }
}
