package io.revenueos.kernel.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.jdbc.isolation.WorkspaceReferences;
import io.revenueos.kernel.jdbc.testkit.Attacks;
import io.revenueos.kernel.jdbc.testkit.Company;
import io.revenueos.kernel.jdbc.testkit.Estate;
import io.revenueos.kernel.jdbc.testkit.Login;
import io.revenueos.kernel.jdbc.testkit.Repositories;
import io.revenueos.kernel.jdbc.testkit.RepositoryCall;
import io.revenueos.kernel.jdbc.testkit.RepositoryFamily;
import io.revenueos.kernel.jdbc.testkit.Rows;
import io.revenueos.kernel.jdbc.testkit.Texts;
import io.revenueos.kernel.tenant.TenantScope;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What tenant B, and a member of another workspace, may try against tenant A with every method of a
 * family's repositories and A's own ids. The methods are found by reflection: a new one is
 * attacked, too.
 */
public abstract class RepositoryAttackContract {
  private final RepositoryFamily family;
  private final int methods;

  /**
   * @param methods how many there are, at least
   */
  protected RepositoryAttackContract(RepositoryFamily family, int methods) {
    this.family = family;
    this.methods = methods;
  }

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

  @ParameterizedTest
  @EnumSource(Login.class)
  void everyMethodFindsWhatIsItsScopes(Login login) {
    Estate a = Estate.of(family, login);
    Set<String> traces = Attacks.tracesOf(a);
    for (RepositoryCall call : a.calls(a.company().mark())) {
      Object result = Attacks.undone(call, login.tables(), family.finder(call, a.company()));
      if (family.isAnswer(result)) {
        assertThat(Texts.in(result)).as(call.name()).isNotEmpty();
      }
      if (result instanceof Long || result instanceof Map) {
        assertThat(Attacks.sumOf(result)).as(call.name()).isPositive();
      }
      Object row = result instanceof List<?> list && !list.isEmpty() ? list.get(0) : result;
      if (family.isAnswer(result) && row != null && family.isRecognizable(row)) {
        assertThat(Texts.in(result)).as(call.name()).containsAnyElementsOf(traces);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void anotherTenantSeesAndChangesNothing(Login login) {
    Estate a = Estate.of(family, login);
    Company b = Company.in(login);
    Map<String, List<String>> before = rowsOf(login.operator(), a.company());
    for (TenantScope attacker : List.of(b.scope(), b.inNorth(), b.as(b.admin()), b.as(b.ada()))) {
      assertNothingSeen(login, Attacks.on(a), attacker, Attacks.tracesOf(a));
    }
    // Rows of its own that are called as A's are.
    assertNothingSeen(login, a.calls(a.company().mark()), b.inNorth(), Attacks.idsOf(a));
    assertThat(rowsOf(login.operator(), a.company())).isEqualTo(before);
    assertThat(WorkspaceReferences.across(login.operator().dataSource(), b.tenant())).isEmpty();
  }

  private static void assertNothingSeen(
      Login login, List<RepositoryCall> calls, TenantScope attacker, Set<String> traces) {
    for (RepositoryCall call : calls) {
      assertThat(Texts.in(resultOf(call, login.tables(), attacker)))
          .as("%s by %s", call.name(), attacker)
          .doesNotContainAnyElementsOf(traces);
    }
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void whoHasNothingCountsNothing(Login login) {
    Estate a = Estate.of(family, login);
    Company b = Company.in(login);
    for (TenantScope scope :
        List.of(b.scope(), b.inNorth(), a.company().inSouth(), a.company().as(a.company().ben()))) {
      for (RepositoryCall call : ofWorkspaces(a.calls("attack"), scope)) {
        Object result = Attacks.undoneIfAllowed(call, login.tables(), scope);
        assertThat(Attacks.sumOf(result)).as("%s by %s", call.name(), scope).isZero();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void whoBelongsElsewhereIsRefusedByEveryMethod(Login login) {
    Company a = Company.in(login);
    Estate b = Estate.of(family, login);
    for (RepositoryCall call : Attacks.on(b)) {
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
    Estate a = Estate.of(family, login);
    Company company = a.company();
    Map<String, List<String>> before = rowsOf(login.operator(), company);
    for (TenantScope attacker :
        List.of(
            company.inSouth(),
            company.as(company.ben()),
            company.as(company.ben()).in(company.south()))) {
      List<RepositoryCall> calls = ofWorkspaces(Attacks.on(a), attacker);
      assertNothingSeen(login, calls, attacker, Attacks.tracesOf(a));
    }
    // Rows of its own that are called as A's are.
    List<RepositoryCall> calls = ofWorkspaces(a.calls(company.mark()), company.inSouth());
    assertNothingSeen(login, calls, company.inSouth(), Attacks.idsOf(a));
    assertNorthIsAsBefore(login, company, before);
  }

  /** Without those by which what is the tenant's as a whole is seen or changed. */
  private List<RepositoryCall> ofWorkspaces(List<RepositoryCall> calls, TenantScope scope) {
    return calls.stream().filter(call -> !family.isTenantWide(call, scope)).toList();
  }

  /** Other workspaces may have rows that they had not. */
  private static void assertNorthIsAsBefore(
      Login login, Company company, Map<String, List<String>> before) {
    Map<String, List<String>> after = rowsOf(login.operator(), company);
    before.forEach((table, rows) -> assertThat(after.get(table)).as(table).containsAll(rows));
    assertThat(inNorth(after, company)).isEqualTo(inNorth(before, company));
    assertThat(WorkspaceReferences.across(login.operator().dataSource(), company.tenant()))
        .isEmpty();
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
    Estate a = Estate.of(family, login);
    Company company = a.company();
    Map<String, List<String>> before = rowsOf(login.operator(), company);
    TenantScope viewer = company.as(company.vic());
    for (RepositoryCall call : Attacks.on(a)) {
      resultOf(call, login.tables(), viewer);
      resultOf(call, login.tables(), viewer.in(company.north()));
    }
    assertThat(rowsOf(login.operator(), company)).isEqualTo(before);
    TenantScope viewerOfNorth = company.as(company.mia());
    for (RepositoryCall call : Attacks.on(a)) {
      resultOf(call, login.tables(), viewerOfNorth);
      resultOf(call, login.tables(), viewerOfNorth.in(company.north()));
    }
    assertNorthIsAsBefore(login, company, before);
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void whoSeesAllOfTheTenantMixesNoWorkspaces(Login login) {
    Estate a = Estate.of(family, login);
    Company company = a.company();
    for (List<RepositoryCall> calls : List.of(a.calls("attack"), Attacks.on(a))) {
      for (RepositoryCall call : calls) {
        resultOf(call, login.tables(), company.scope());
        resultOf(call, login.tables(), company.as(company.admin()));
      }
      assertThat(WorkspaceReferences.across(login.operator().dataSource(), company.tenant()))
          .isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(names = "H2")
  void theSuiteReachesEveryMethodAndEveryTable(Login login) {
    Estate a = Estate.of(family, login);
    List<String> found =
        Repositories.methods(family.packageName()).stream().map(Repositories::nameOf).toList();
    Set<String> spared = family.spared().keySet();
    assertThat(Attacks.on(a).stream().map(RepositoryCall::name).distinct())
        .containsExactlyElementsOf(
            found.stream().filter(method -> !spared.contains(method)).toList())
        .hasSizeGreaterThanOrEqualTo(methods);
    assertThat(found).containsAll(spared);
    assertThat(family.methods()).allMatch(RepositoryAttackContract::takesAScope);
    assertThat(rowsOf(login.operator(), a.company()))
        .allSatisfy(
            (table, rows) -> assertThat(family.fills(table) && rows.isEmpty()).as(table).isFalse());
  }

  private static boolean takesAScope(Method method) {
    return Stream.of(method.getParameterTypes()).anyMatch(TenantScope.class::equals);
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
