package io.revenueos.cli.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.jdbc.Database;
import io.revenueos.kernel.jdbc.KernelSchema;
import io.revenueos.kernel.jdbc.PooledDatabase;
import io.revenueos.kernel.jdbc.SchemaPart;
import io.revenueos.kernel.jdbc.testkit.Rows;
import io.revenueos.kernel.jdbc.testkit.TestDatabases;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every column and every index that the seeds' documents name is there; columns with their types.
 */
class SeedColumnsTest {
  /** What is called or typed otherwise here: as the seeds have it, as it is here, and why. */
  private static final Map<String, String> OTHERWISE =
      Map.of(
          // It is kept encrypted, and its name says so.
          "ai_settings_twilio.twilio_auth_token text",
          "ai_settings_twilio.twilio_auth_token_encrypted text",
          // Likewise.
          "ai_settings_voice.vapi_private_key text",
          "ai_settings_voice.vapi_private_key_encrypted text",
          // A job is an action of the kernel, and has its id.
          "job_queue.id uuid",
          "job_queue.id bigint");

  /** Counts may be larger than the seeds' integers. */
  private static final Set<String> LARGER = Set.of("campaign_metrics", "assets");

  private static final List<String> INDEXES =
      List.of(
          "idx_leads_workspace_id",
          "idx_leads_status",
          "idx_leads_score",
          "idx_leads_created_at",
          "idx_leads_name",
          "idx_leads_company",
          "idx_leads_email",
          "idx_campaigns_workspace_id",
          "idx_campaigns_status",
          "idx_deals_value",
          "idx_crm_contacts_email",
          "idx_channel_outbox_status");

  private static final String COLUMNS =
      """
      select table_name || '.' || column_name || ' ' || case data_type
        when 'timestamp with time zone' then 'timestamptz'
        when 'ARRAY' then substr(udt_name, 2) || '[]'
        else data_type end
      from information_schema.columns where table_schema = 'public'
      """;

  @Test
  void everyColumnOfTheSeedsIsThere() {
    try (PooledDatabase database = TestDatabases.open(Database.POSTGRESQL)) {
      KernelSchema.on(database.dataSource(), SchemaPart.discover()).migrate();
      assertThat(Rows.of(database.dataSource()).lines(COLUMNS)).containsAll(ofTheSeeds());
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void everyIndexOfTheSeedsIsThere(Database kind) {
    String indexes =
        switch (kind) {
          case POSTGRESQL -> "select indexname from pg_indexes where schemaname = 'public'";
          case H2 -> "select index_name from information_schema.indexes";
        };
    try (PooledDatabase database = TestDatabases.open(kind)) {
      KernelSchema.on(database.dataSource(), SchemaPart.discover()).migrate();
      assertThat(Rows.of(database.dataSource()).lines(indexes)).containsAll(INDEXES);
    }
  }

  private static Set<String> ofTheSeeds() {
    Set<String> columns = new TreeSet<>();
    String table = "";
    for (String line : lines()) {
      if (line.startsWith("  ")) {
        String type = line.substring(2, line.indexOf(':'));
        String here = type.equals("integer") && LARGER.contains(table) ? "bigint" : type;
        for (String column : line.substring(line.indexOf(':') + 2).split(" ", -1)) {
          String seed = table + "." + column + " " + here;
          columns.add(OTHERWISE.getOrDefault(seed, seed));
        }
      } else {
        table = line;
      }
    }
    assertThat(columns).hasSizeGreaterThan(400).containsAll(OTHERWISE.values());
    return columns;
  }

  private static Iterable<String> lines() {
    try (InputStream in = SeedColumnsTest.class.getResourceAsStream("seed-columns.txt");
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
