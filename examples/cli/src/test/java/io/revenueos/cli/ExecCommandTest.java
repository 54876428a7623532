package io.revenueos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.cli.Cli.Result;
import io.revenueos.cli.terminal.Terminal.Abilities;
import io.revenueos.cro.data.DealReviews;
import io.revenueos.kernel.jdbc.PooledDatabase;
import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.jdbc.crm.DealDetails;
import io.revenueos.kernel.jdbc.crm.DealId;
import io.revenueos.kernel.jdbc.crm.DealTerms;
import io.revenueos.kernel.jdbc.crm.Deals;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.money.Money;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code revenue cro} and {@code revenue cmo}. */
class ExecCommandTest {
  private static final String TENANT = "0a000000-0000-4000-8000-00000000000a";
  private static final String ADMIN = "0a000000-0000-4000-8000-0000000000aa";
  private static final String GUEST = "0a000000-0000-4000-8000-0000000000bb";
  private static final TenantScope SCOPE = TenantScope.of(TenantId.of(TENANT));

  @TempDir private Path folder;

  private String url = "";
  private Cli cli = Cli.on("");

  @BeforeEach
  void aTenantWithAnAdminAndAGuest() throws IOException {
    url = "jdbc:h2:file:" + folder.resolve("revenue");
    cli = Cli.on(url);
    Path plan = folder.resolve("plan.json");
    Files.writeString(
        plan,
        """
        {"tenant_id":"%s","slug":"acme","name":"Acme",
         "users":[{"user_id":"%s","role":"admin","roles":["sales"]},{"user_id":"%s"}],
         "modules":{"ai_cro":true}}
        """
            .formatted(TENANT, ADMIN, GUEST));
    assertThat(cli.run("tenants", "add", "--file", plan.toString()).exitCode()).isZero();
  }

  private DealId deal() {
    try (PooledDatabase database = PooledDatabase.open(url)) {
      return new Deals(TenantDatabase.on(database.dataSource()))
          .add(
              SCOPE,
              DealDetails.of("Big", DealTerms.in("demo").worth(Money.of("1000", "EUR")))
                  .against("Globex"));
    }
  }

  private Result review(String input, String... more) {
    String[] arguments = {"cro", "deal_review", "--tenant", TENANT, "--input", input};
    return cli.run(Stream.of(arguments, more).flatMap(Arrays::stream).toArray(String[]::new));
  }

  @Test
  void anAnswerIsShownAndKept() throws IOException {
    DealId deal = deal();
    String input = "{\"deal_id\":\"" + deal + "\"}";
    Result shown = review(input);
    assertThat(shown.exitCode()).as(shown.err()).isZero();
    assertThat(shown.out())
        .contains("Score 35, grade F", "competitive threat", "points, activity recency")
        .contains("next steps");
    assertThat(shown.err()).contains("worded by: offline; see: revenue explain ");

    Path file = Files.writeString(folder.resolve("input.json"), input);
    JsonObject line = review(file.toString(), "--user", ADMIN, "--json").onlyJson();
    assertThat(line.text("status")).contains("completed");
    assertThat(line.object("answer").orElseThrow().text("generated_by")).contains("offline");
    try (PooledDatabase database = PooledDatabase.open(url)) {
      DealReviews kept = new DealReviews(TenantDatabase.on(database.dataSource()));
      assertThat(kept.find(SCOPE, deal)).isPresent();
    }
  }

  @Test
  void aRefusalSaysWhy() {
    Result role = review("{\"deal_id\":\"" + TENANT + "\"}", "--user", GUEST, "--json");
    assertThat(role.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(role.onlyJson().object("error").orElseThrow().text("code")).contains("missing_role");
    Result unknown = cli.run("cro", "setup", "--tenant", GUEST);
    assertThat(unknown.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(unknown.err()).contains("unknown_tenant", "is not registered");
    Result mode = cli.run("cmo", "dance", "--tenant", TENANT, "--user", ADMIN);
    assertThat(mode.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(mode.err()).contains("unknown_mode");
    Result noJson = review("{");
    assertThat(noJson.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
    Result noDeal = review("{}");
    assertThat(noDeal.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(noDeal.err()).contains("deal_id");
  }

  @Test
  void aRunThatFailsSaysWhy() {
    Result thin = cli.run("cro", "forecast", "--tenant", TENANT, "--json");
    assertThat(thin.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(thin.onlyJson().text("status")).contains("dead");
    assertThat(thin.onlyJson().object("error").orElseThrow().text("message").orElseThrow())
        .startsWith("0 closed deals are known")
        .endsWith("a forecast needs 30");
    assertThat(review("{\"deal_id\":\"" + TENANT + "\"}").err())
        .contains("there is no deal " + TENANT);
  }

  @Test
  void whatWaitsForTheEndOfAPauseNamesWhatShowsPauses() {
    cli.run("pause", "--module", "ai_cro", "--by", "ops");
    Result module = cli.run("cro", "setup", "--tenant", TENANT, "--user", ADMIN);
    assertThat(module.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(module.err()).contains("it waits: paused? see: revenue stats");
    assertThat(cli.run("stats").err()).contains("paused: ", "ai_cro");
    cli.run("resume", "--module", "ai_cro");

    cli.run("pause", "--action-type", "AGENT_RUN", "--by", "ops");
    Result type = cli.run("cro", "setup", "--tenant", TENANT, "--user", ADMIN);
    assertThat(type.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(type.err()).contains("the run is pending: paused? see: revenue stats");
  }

  @Test
  void aModelWithoutItsKeyIsNamed() {
    Map<String, String> environment =
        Map.of(
            DatabaseOptions.VARIABLE,
            url,
            LanguageModel.VARIABLE,
            "groq/llama",
            "OPENAI_API_KEY",
            "k");
    Result result =
        new Cli(environment, Abilities.NONE, InputStream.nullInputStream())
            .run("cro", "setup", "--tenant", TENANT);
    assertThat(result.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(result.err()).contains("groq/llama needs a key in GROQ_API_KEY");
  }

  @Test
  void whatIsDueForAnotherTenantIsLeftToItsWorkers() {
    String other =
        cli.run("tenants", "add", "--slug", "other", "--name", "Other", "--json")
            .onlyJson()
            .text("tenant_id")
            .orElseThrow();
    Cli emitting = cli.with(Events.lead("L-1").replace(Events.TENANT, other));
    assertThat(emitting.run("emit", "-").exitCode()).isZero();

    assertThat(review("{\"deal_id\":\"" + deal() + "\"}").exitCode()).isZero();

    assertThat(
            cli.run("stats", "--json").onlyJson().object("events").orElseThrow().decimal("pending"))
        .contains(BigDecimal.ONE);
  }
}
