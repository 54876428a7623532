package io.revenueos.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.agent.ChatModel;
import io.revenueos.kernel.agent.ModelPrice;
import io.revenueos.kernel.agent.ModelPrices;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.module.KernelRequest;
import io.revenueos.kernel.store.AgentLedger.Taken;
import io.revenueos.kernel.store.AgentLedger.Whose;
import io.revenueos.kernel.store.AgentRunRecord;
import io.revenueos.kernel.store.RecordedAction;
import io.revenueos.kernel.store.StoreFixture;
import io.revenueos.kernel.tenant.Actor;
import io.revenueos.kernel.tenant.Role;
import io.revenueos.kernel.tenant.Tenant;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.tenant.TenantUser;
import io.revenueos.kernel.tenant.UserId;
import io.revenueos.kernel.testkit.Greeter;
import io.revenueos.kernel.testkit.SettableClock;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A tenant whose user Bob may ask the greeter, on some store. */
abstract class AgentScene {
  static final Tenant A = Tenant.of(TenantId.of("aaaaaaaa-0000-4000-8000-000000000001"), "a", "A");
  static final UserId BOB = UserId.of("0b0b0000-0000-4000-8000-000000000002");
  static final UserId EVE = UserId.of("0e0e0000-0000-4000-8000-000000000003");
  static final TenantScope SCOPE = TenantScope.of(A.id()).as(Actor.of(BOB));
  static final String HELLO = "{\"greeting\":\"Good day, Ada\",\"letters\":3}";

  final SettableClock clock = SettableClock.at("2026-01-05T10:00:00Z");
  StoreFixture fixture;
  @Nullable Kernel kernel;

  protected abstract StoreFixture open();

  @BeforeEach
  void openStore() {
    fixture = open();
  }

  @AfterEach
  void closeKernel() {
    if (kernel != null) {
      kernel.close();
    }
    fixture.close();
  }

  Kernel kernel(Greeter greeter, @Nullable ChatModel model, JsonObject settings) {
    KernelBuilder builder = Kernel.builder().store(fixture.store()).module(greeter).clock(clock);
    if (model != null) {
      builder.model(
          model,
          ModelPrices.none()
              .with(
                  new ModelPrice(
                      "scripted-1",
                      LocalDate.of(2025, 1, 1),
                      new BigDecimal("10"),
                      new BigDecimal("100"),
                      "made up")));
    }
    Kernel built = builder.build();
    kernel = built;
    built.register(A.configured(JsonObject.of("settings", settings)));
    built
        .control()
        .identity(
            A.scope(),
            identity -> {
              identity.put(TenantUser.member(BOB));
              identity.put(TenantUser.member(EVE));
              identity.grant(BOB, new Role("sales"));
              return identity;
            });
    return built;
  }

  static KernelRequest request(String correlation) {
    return KernelRequest.of(SCOPE, Greeter.MODULE, Greeter.MODE, correlation)
        .with(JsonObject.of("name", "Ada"));
  }

  /** Asks, and has the action carried out. */
  static RecordedAction run(Kernel kernel, KernelRequest request) {
    ProcessedEvent asked = kernel.modules().request(request);
    kernel.runDue();
    return kernel.modules().run(A.scope(), asked.eventId()).orElseThrow();
  }

  AgentRunRecord record(RecordedAction action) {
    return fixture
        .store()
        .inTransaction(A.scope(), transaction -> transaction.agents().ofAction(action.id()))
        .orElseThrow();
  }

  Taken taken() {
    return fixture
        .store()
        .inTransaction(
            A.scope(),
            transaction -> transaction.agents().taken(new Whose("", ""), clock.instant()));
  }

  void assertTaken(long runs, long tokens) {
    assertThat(taken().runs()).isEqualTo(runs);
    assertThat(taken().tokens()).isEqualTo(tokens);
  }

  static JsonObject answer(RecordedAction action) {
    return action.result().object("answer").orElseThrow();
  }
}
