package io.revenueos.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.jdbc.Database;
import io.revenueos.kernel.jdbc.KernelSchema;
import io.revenueos.kernel.jdbc.PooledDatabase;
import io.revenueos.kernel.jdbc.SchemaPart;
import io.revenueos.kernel.jdbc.testkit.Rows;
import io.revenueos.kernel.jdbc.testkit.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page about the schema names every table, and its diagrams are the catalog's. */
class SchemaPageTest {
  private static final String PATH = "docs/schema.md";

  /** A line of a table of tables; its first cell names one. */
  private static final Pattern ROW = Pattern.compile("^\\| `(\\w+)` \\|", Pattern.MULTILINE);

  private static final Pattern SECTION = Pattern.compile("^(?=## )", Pattern.MULTILINE);
  private static final Pattern DIAGRAM = Pattern.compile("```mermaid\n.*?```", Pattern.DOTALL);

  private static final PooledDatabase DATABASE = TestDatabases.open(Database.POSTGRESQL);

  @BeforeAll
  static void migrate() {
    KernelSchema.on(DATABASE.dataSource(), SchemaPart.discover()).migrate();
  }

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  private static Set<String> inTheCatalog(String kind) {
    return Set.copyOf(
        Rows.of(DATABASE.dataSource())
            .lines(
                "select table_name from information_schema.tables where table_schema = 'public'"
                    + " and table_name <> 'kernel_schema_history' and table_type = '"
                    + kind
                    + "'"));
  }

  private static List<String> tablesIn(String text) {
    return ROW.matcher(text).results().map((MatchResult row) -> row.group(1)).toList();
  }

  @Test
  void everyTableAndEveryViewIsThereOnce() throws IOException {
    Set<String> views = inTheCatalog("VIEW");
    List<String> named = tablesIn(Page.read(PATH).text());
    assertThat(named).doesNotHaveDuplicates().containsAll(views);
    assertThat(named.stream().filter(table -> !views.contains(table)))
        .containsExactlyInAnyOrderElementsOf(inTheCatalog("BASE TABLE"));
  }

  @Test
  void theDiagramsAreTheCatalogs() throws IOException {
    String text = Page.read(PATH).text();
    String drawn = drawnAnew(text);
    if ("write".equals(System.getProperty("schema.diagram"))) {
      Files.writeString(Page.root().resolve(PATH), drawn);
      return;
    }
    assertThat(text)
        .as(
            "the diagrams of %s are older than the schema; write them anew with: mvn -B test -pl"
                + " examples/cli -am -Dtest=SchemaPageTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Dschema.diagram=write",
            PATH)
        .isEqualTo(drawn);
  }

  /** Each section's diagram is of the tables that the section names. */
  private static String drawnAnew(String text) {
    Set<String> tables = inTheCatalog("BASE TABLE");
    SchemaDiagram diagram = new SchemaDiagram(Rows.of(DATABASE.dataSource()));
    StringBuilder page = new StringBuilder();
    for (String section : SECTION.splitAsStream(text).toList()) {
      List<String> own = tablesIn(section).stream().filter(tables::contains).toList();
      page.append(
          DIAGRAM.matcher(section).replaceAll(block -> "```mermaid\n" + diagram.of(own) + "```"));
    }
    return page.toString();
  }
}
