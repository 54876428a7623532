package io.revenueos.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.agent.Budget;
import io.revenueos.kernel.agent.ChatException;
import io.revenueos.kernel.agent.ChatReply;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.store.AgentRunRecord;
import io.revenueos.kernel.store.RecordedAction;
import io.revenueos.kernel.store.StoreFixture;
import io.revenueos.kernel.testkit.Greeter;
import io.revenueos.kernel.testkit.StagedModel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What runs of agents may take, on every store. */
public abstract class AgentBudgetContract extends AgentScene {
  @Test
  void limitsEndARun() {
    Greeter greeter = Greeter.limited(JsonObject.of("turns", 2).with("tokens", 200));
    StagedModel model = new StagedModel();
    Kernel kernel = kernel(greeter, model, JsonObject.empty());
    model.calls("look_up", "{\"name\":\"a\"}").calls("look_up", "{\"name\":\"b\"}");
    RecordedAction tokens = run(kernel, request("r-1"));
    assertThat(tokens.result().toJson()).contains("limit_reached.tokens");
    model.stops(ChatReply.Finish.LENGTH);
    assertThat(run(kernel, request("r-2")).result().toJson()).contains("answer_cut_off");
    model.stops(ChatReply.Finish.REFUSED);
    assertThat(run(kernel, request("r-3")).result().toJson()).contains("model_declined");
    assertThat(greeter.delivered()).isEmpty();
    assertTaken(3, 440);
  }

  @Test
  void aModelThatIsAwayIsAskedAgainAndWhatItTookIsKept() {
    StagedModel model =
        new StagedModel()
            .calls("look_up", "{\"name\":\"a\"}")
            .fails(ChatException.Kind.RETRIABLE)
            .says(HELLO);
    Kernel kernel = kernel(Greeter.with(), model, JsonObject.empty());
    RecordedAction failed = run(kernel, request("r-1"));
    assertThat(failed.status()).isEqualTo(ActionStatus.FAILED);
    assertThat(record(failed).status()).isEqualTo(AgentRunRecord.Status.RUNNING);
    assertThat(taken().tokens()).isEqualTo(60_000);
    clock.advance(Duration.ofHours(1));
    kernel.runDue();
    assertThat(record(failed).status()).isEqualTo(AgentRunRecord.Status.COMPLETED);
    assertTaken(1, 220);
  }

  @Test
  void everyLevelOfTheBudgetsHolds() {
    for (Budget.Level level : Budget.Level.values()) {
      String path =
          switch (level) {
            case TENANT -> "agents";
            case MODULE -> "agents.ai_greeter";
            case AGENT -> "agents.ai_greeter.greeter";
          };
      Greeter greeter = Greeter.with();
      try (StoreFixture own = open()) {
        fixture = own;
        Kernel one = kernel(greeter, null, JsonObject.of(path + ".daily_runs", 1));
        run(one, request("r-1"));
        RecordedAction refused = run(one, request("r-2"));
        assertThat(refused.result().text("reason_code"))
            .hasValue("budget_used_up.%s.runs".formatted(level.stored()));
        clock.advance(Duration.ofDays(1));
        assertThat(run(one, request("r-3")).result().text("status")).hasValue("completed");
        one.close();
      }
      kernel = null;
    }
    fixture = open();
  }

  @Test
  void tokensAndCostAreReservedBeforeARun() {
    JsonObject settings =
        JsonObject.of("agents.daily_tokens", 60_100).with("agents.daily_cost_usd", 10);
    StagedModel model = new StagedModel().says(HELLO);
    Kernel kernel = kernel(Greeter.with(), model, settings);
    assertThat(run(kernel, request("r-1")).result().text("status")).hasValue("completed");
    RecordedAction refused = run(kernel, request("r-2"));
    assertThat(refused.result().text("reason_code")).hasValue("budget_used_up.tenant.tokens");
    assertThat(refused.result().text("reason_text").orElseThrow())
        .isEqualTo(
            "the day's budget of this tenant is used up: 110 of 60100 tokens are taken, and a run"
                + " may need 60000");
  }

  @Test
  void whatIsCancelledGivesItsReservationBack() {
    StagedModel model = new StagedModel().fails(ChatException.Kind.RETRIABLE);
    Kernel kernel = kernel(Greeter.with(), model, JsonObject.empty());
    RecordedAction failed = run(kernel, request("r-1"));
    kernel.control().cancel(A.scope(), failed.id(), "ops", "enough");
    assertThat(record(failed).status()).isEqualTo(AgentRunRecord.Status.CANCELLED);
    assertTaken(1, 0);
  }

  @Test
  void ofTwoHundredRequestsAtOnceFiftyRun() throws InterruptedException {
    Greeter greeter = Greeter.with();
    Kernel kernel = kernel(greeter, null, JsonObject.of("agents.daily_runs", 50));
    List<ProcessedEvent> asked =
        IntStream.range(0, 200).mapToObj(i -> kernel.modules().request(request("r-" + i))).toList();
    int threads = 8;
    CountDownLatch ready = new CountDownLatch(threads);
    ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
    List<Thread> workers =
        IntStream.range(0, threads)
            .mapToObj(
                i ->
                    new Thread(
                        () -> {
                          ready.countDown();
                          try {
                            ready.await();
                            kernel.runDue();
                          } catch (Throwable thrown) {
                            failures.add(thrown);
                          }
                        }))
            .toList();
    workers.forEach(Thread::start);
    for (Thread worker : workers) {
      worker.join();
    }
    assertThat(failures).isEmpty();
    List<String> statuses =
        asked.stream()
            .map(event -> kernel.modules().run(A.scope(), event.eventId()).orElseThrow())
            .map(action -> action.result().text("status").orElse("none: " + action.status()))
            .toList();
    assertThat(statuses.stream().filter("completed"::equals)).hasSize(50);
    assertThat(statuses.stream().filter("refused"::equals)).hasSize(150);
    assertThat(greeter.delivered()).hasSize(50);
    assertThat(taken().runs()).isEqualTo(50);
  }
}
