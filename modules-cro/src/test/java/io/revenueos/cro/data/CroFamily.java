package io.revenueos.cro.data;

import io.revenueos.cro.pipeline.Period;
import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.jdbc.crm.DealDetails;
import io.revenueos.kernel.jdbc.crm.DealId;
import io.revenueos.kernel.jdbc.crm.DealTerms;
import io.revenueos.kernel.jdbc.crm.Deals;
import io.revenueos.kernel.jdbc.testkit.Company;
import io.revenueos.kernel.jdbc.testkit.Estate;
import io.revenueos.kernel.jdbc.testkit.KernelFamily;
import io.revenueos.kernel.jdbc.testkit.Login;
import io.revenueos.kernel.jdbc.testkit.RepositoryCall;
import io.revenueos.kernel.jdbc.testkit.RepositoryFamily;
import io.revenueos.kernel.jdbc.testkit.Values;
import io.revenueos.kernel.money.Money;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.tenant.WorkspaceId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The repositories of the AI CRO. */
final class CroFamily implements RepositoryFamily {
  private static final int MAX_OWNER = 200;
  private static final Period PERIOD = Period.parse("2026-Q4");
  private static final LocalDate CLOSING = LocalDate.of(2026, 12, 1);
  private static final Currency EUR = Currency.getInstance("EUR");

  /** One that has been shown, and one that has not; every company's. */
  private static final UUID SHOWN = UUID.fromString("5ab57000-0000-4000-8000-000000000001");

  private static final UUID DRAFT = UUID.fromString("5ab57000-0000-4000-8000-000000000002");

  @Override
  public String packageName() {
    return "io.revenueos.cro";
  }

  @Override
  public Map<String, String> spared() {
    return Map.of(
        "CroModule.on(TenantDatabase)",
        "makes a module; its agents go by these repositories, for which CroAgentsContract has two tenants",
        "CroAgents.on(TenantDatabase)",
        "the same");
  }

  /** What forecasts and reviews are made of. */
  @Override
  public List<String> feeding() {
    return List.of("Deals.add(TenantScope, DealDetails)");
  }

  @Override
  public boolean fills(String table) {
    return table.startsWith("cro_") && !table.equals("cro_recommendations");
  }

  @Override
  public Map<Class<?>, Object> settle(Login login, Company company) {
    TenantDatabase tables = login.tables();
    TenantScope north = company.inNorth();
    DealTerms terms =
        DealTerms.in(company.mark()).worth(Money.of("12.5", "EUR")).closingOn(CLOSING);
    Map<Class<?>, Object> ids = new HashMap<>();
    ids.put(WorkspaceId.class, company.north());
    ids.put(DealId.class, new Deals(tables).add(north, DealDetails.of(company.mark(), terms)));
    Values values = values(company.mark(), ids);
    new Targets(tables).put(north, values.of(Target.class));
    new Targets(tables).put(north, Target.of(PERIOD, BigDecimal.TEN, EUR));
    new Forecasts(tables).put(north, values.of(StoredForecast.class));
    new DealReviews(tables).put(north, values.of(StoredReview.class));
    ForecastSnapshots snapshots = new ForecastSnapshots(tables);
    List<StoredSnapshot.OpenDeal> seen = new ArrayList<>(values.of(StoredSnapshot.class).deals());
    seen.add(
        new StoredSnapshot.OpenDeal(
            values.of(DealId.class),
            company.north(),
            company.mark(),
            Money.of("12.5", "EUR"),
            CLOSING));
    snapshots.draft(north, new StoredSnapshot(SHOWN, Values.NOW.minus(Duration.ofDays(2)), seen));
    snapshots.show(north, SHOWN);
    return ids;
  }

  @Override
  public Values values(String text, Map<Class<?>, Object> ids) {
    StoredSnapshot.OpenDeal deal =
        new StoredSnapshot.OpenDeal(
            new DealId(DRAFT),
            (WorkspaceId) ids.get(WorkspaceId.class),
            text,
            Money.of("12.5", "EUR"),
            CLOSING);
    return Values.common(text)
        .with(ids)
        .put(DealDetails.class, Values.saying(text).of(DealDetails.class))
        .put(Period.class, PERIOD)
        .put(ForecastSnapshots.class, UUID.class, SHOWN)
        .put(
            Target.class,
            new Target(PERIOD, Target.Owner.REP, text, BigDecimal.TEN, BigDecimal.ONE, EUR))
        .put(
            StoredForecast.class,
            new StoredForecast(
                PERIOD,
                StoredForecast.Scenario.BASE,
                BigDecimal.TEN,
                EUR,
                new BigDecimal("0.8"),
                text))
        .put(
            StoredReview.class,
            new StoredReview(
                (DealId) Objects.requireNonNull(ids.get(DealId.class)),
                text,
                text,
                text,
                BigDecimal.TEN))
        .put(
            StoredSnapshot.class,
            new StoredSnapshot(DRAFT, Values.NOW.minus(Duration.ofDays(1)), List.of(deal)));
  }

  @Override
  public @Nullable Object readBack(Estate estate, RepositoryCall call, @Nullable Object result) {
    TenantDatabase tables = estate.tables();
    TenantScope north = estate.company().inNorth();
    Object put = call.arguments().get(0);
    if (put instanceof DealDetails) {
      return TenantDeals.read(tables, north, CLOSING);
    } else if (put instanceof Target) {
      return new Targets(tables).of(north, PERIOD);
    } else if (put instanceof StoredForecast) {
      return new Forecasts(tables).of(north, PERIOD);
    } else if (put instanceof StoredReview review) {
      return new DealReviews(tables).find(north, review.deal());
    } else if (put instanceof StoredSnapshot) {
      new ForecastSnapshots(tables).show(north, DRAFT);
      return new ForecastSnapshots(tables).latest(north);
    }
    throw new AssertionError("how is it read back what was put as " + put.getClass() + "?");
  }

  /** Names are short and of one line. */
  @Override
  public boolean mayRefuse(String place, String text) {
    if (place.startsWith("Deals.")) {
      return new KernelFamily().mayRefuse(place, text);
    }
    boolean hasControls = text.codePoints().anyMatch(Character::isISOControl);
    return place.endsWith(".ownerId") && (hasControls || text.length() > MAX_OWNER);
  }

  @Override
  public boolean isAnswer(@Nullable Object result) {
    return RepositoryFamily.super.isAnswer(result) || result instanceof TenantDeals;
  }
}
