package io.revenueos.kernel.jdbc.testkit;

import io.revenueos.kernel.tenant.TenantId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tables of PostgreSQL that have a tenant, asked from its catalog, and a row in each of them: a
 * new table is there without anyone remembering it. Every text that may be anything names its
 * tenant, so that it is recognized wherever it turns up.
 */
public final class TenantRows {
  private static final String COLUMNS =
      """
      select c.table_name, c.column_name, c.udt_name,
             c.column_default is not null or c.is_identity = 'YES' or c.is_generated = 'ALWAYS',
             c.is_identity = 'YES' or c.is_generated = 'ALWAYS',
             coalesce((
               select (regexp_match(pg_get_constraintdef(k.oid), '''([^'']+)''::text'))[1]
               from pg_constraint k
               where k.contype = 'c' and k.conrelid = to_regclass(quote_ident(c.table_name))
                 and k.conkey = array[c.ordinal_position]::smallint[]
                 and pg_get_constraintdef(k.oid) like '%::text%' limit 1), '-')
      from information_schema.columns c
      join information_schema.tables t using (table_schema, table_name)
      where c.table_schema = current_schema() and t.table_type = 'BASE TABLE'
        and exists (select from information_schema.columns o
                    where o.table_schema = c.table_schema and o.table_name = c.table_name
                      and o.column_name = 'tenant_id')
      order by c.table_name, c.ordinal_position
      """;
  private static final String REFERENCES =
      """
      select k.conrelid::regclass, a.attname, k.confrelid::regclass, f.attname
      from pg_constraint k
      cross join generate_subscripts(k.conkey, 1) i
      join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[i]
      join pg_attribute f on f.attrelid = k.confrelid and f.attnum = k.confkey[i]
      where k.contype = 'f' and k.connamespace = current_schema()::regnamespace
        and a.attname <> 'tenant_id'
      """;
  private static final Pattern WORD = Pattern.compile("\\S+");

  private final Rows rows;
  private final Map<String, List<Column>> columns = new TreeMap<>();
  private final List<Reference> references = new ArrayList<>();

  private TenantRows(Rows rows) {
    this.rows = rows;
    rows.lines(COLUMNS)
        .forEach(
            line -> {
              List<String> words = words(line);
              columns
                  .computeIfAbsent(words.get(0), table -> new ArrayList<>())
                  .add(Column.of(words));
            });
    rows.lines(REFERENCES).forEach(line -> references.add(Reference.of(words(line))));
  }

  /**
   * A column.
   *
   * @param filled by the database, if nothing is said
   * @param numbered by the database, whatever is said
   * @param allowed one of the few texts that are, or a hyphen
   */
  public record Column(String name, String type, boolean filled, boolean numbered, String allowed) {
    boolean isFreeText() {
      return !numbered
          && allowed.equals("-")
          && Set.of("text", "varchar", "jsonb", "_text").contains(type);
    }

    static Column of(List<String> words) {
      return new Column(
          words.get(1),
          words.get(2),
          words.get(3).equals("t"),
          words.get(4).equals("t"),
          words.get(5));
    }
  }

  /** A column that is part of a foreign key. */
  public record Reference(String table, String column, String target, String targetColumn) {
    static Reference of(List<String> words) {
      return new Reference(words.get(0), words.get(1), words.get(2), words.get(3));
    }
  }

  /**
   * @param rows as a user whom no policy binds
   */
  public static TenantRows in(Rows rows) {
    return new TenantRows(rows);
  }

  private static List<String> words(String line) {
    return WORD.matcher(line).results().map(found -> found.group()).toList();
  }

  public Set<String> tables() {
    return columns.keySet();
  }

  private List<Column> columns(String table) {
    return Objects.requireNonNull(columns.get(table), table);
  }

  /** All columns but those that the database fills whatever is said. */
  public List<String> writableColumns(String table) {
    return columns(table).stream().filter(column -> !column.numbered()).map(Column::name).toList();
  }

  public List<Reference> references() {
    return references;
  }

  /** What the free texts of a tenant's rows begin with. */
  public static String mark(TenantId tenant) {
    return "of-" + tenant.toString().substring(0, 8);
  }

  /** What was added, by table and column. */
  public record Added(Map<String, Map<String, String>> rows) {
    public String value(String table, String column) {
      Map<String, String> row = Objects.requireNonNull(rows.get(table), table);
      return Objects.requireNonNull(row.get(column), column);
    }
  }

  /** Adds a row to every table. */
  public Added addFor(TenantId tenant) {
    return addFor(tenant, column -> !column.filled());
  }

  /** As {@link #addFor}, with the mark in every free text and JSON, those with a default too. */
  public Added addMarkedFor(TenantId tenant) {
    return addFor(tenant, column -> !column.filled() || column.isFreeText());
  }

  private Added addFor(TenantId tenant, Predicate<Column> wanted) {
    Added added = new Added(new TreeMap<>());
    Set<String> left = new LinkedHashSet<>(columns.keySet());
    while (!left.isEmpty()) {
      int before = left.size();
      left.removeIf(table -> add(table, tenant, added, wanted));
      if (left.size() == before) {
        throw new AssertionError("tables that refer to each other: " + left);
      }
    }
    return added;
  }

  private boolean add(String table, TenantId tenant, Added added, Predicate<Column> wanted) {
    List<Reference> own = references.stream().filter(key -> key.table().equals(table)).toList();
    if (!own.stream().allMatch(key -> added.rows().containsKey(key.target()))) {
      return false;
    }
    Map<String, String> values = new LinkedHashMap<>();
    columns(table).stream()
        .filter(wanted)
        .forEach(column -> values.put(column.name(), value(column, tenant)));
    own.forEach(key -> values.put(key.column(), added.value(key.target(), key.targetColumn())));
    String all = String.join(", ", words(columns(table)));
    rows.execute(
        "insert into %s (%s) values ('%s')"
            .formatted(
                table,
                String.join(", ", names(values.keySet())),
                String.join("', '", values.values())));
    List<String> stored =
        words(
            rows.lines("select %s from %s where tenant_id = '%s'".formatted(all, table, tenant))
                .get(0));
    Map<String, String> row = new LinkedHashMap<>();
    for (int i = 0; i < stored.size(); i++) {
      row.put(columns(table).get(i).name(), stored.get(i));
    }
    added.rows().put(table, row);
    return true;
  }

  /** Each value as one word. */
  private static List<String> words(List<Column> all) {
    return all.stream()
        .map(
            column ->
                "nullif(regexp_replace(\"%s\"::text, '\\s', '_', 'g'), '')"
                    .formatted(column.name()))
        .toList();
  }

  private static List<String> names(Set<String> columns) {
    return columns.stream().map("\"%s\""::formatted).toList();
  }

  private static String value(Column column, TenantId tenant) {
    if (column.name().equals("tenant_id")) {
      return tenant.toString();
    }
    if (column.name().equals("period")) {
      return "2026-Q1";
    }
    Matcher known = WORD.matcher(column.allowed());
    return switch (column.type()) {
      case "uuid" -> UUID.randomUUID().toString();
      case "text", "varchar" ->
          known.matches() && !column.allowed().equals("-")
              ? column.allowed()
              : mark(tenant) + "-" + column.name();
      case "bpchar" -> "USD";
      case "int2", "int4", "numeric" -> "1";
      // No tenant has another's numbers.
      case "int8" -> String.valueOf(tenant.value().getMostSignificantBits() >>> 1);
      case "bool" -> "true";
      case "jsonb" -> "{\"note\":\"%s\"}".formatted(mark(tenant));
      case "date" -> "2026-01-02";
      case "timestamptz" -> "2026-01-02T03:04:05Z";
      case "_text" -> "{%s}".formatted(mark(tenant));
      default -> throw new AssertionError("no value for " + column);
    };
  }
}
