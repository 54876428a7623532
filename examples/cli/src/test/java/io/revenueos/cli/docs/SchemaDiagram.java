package io.revenueos.cli.docs;

import io.revenueos.kernel.jdbc.testkit.Rows;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Mermaid's entity-relationship diagrams, from PostgreSQL's catalog: keys, and what refers where.
 */
record SchemaDiagram(Rows catalog) {
  /** Table, column, key, type; in the order of the columns. */
  private static final String KEY_COLUMNS =
      """
      select t.relname, a.attname,
        concat_ws(',',
          case when bool_or(c.contype = 'p') then 'PK' end,
          case when bool_or(c.contype = 'f') then 'FK' end,
          case when bool_or(c.contype = 'u') then 'UK' end),
        replace(format_type(a.atttypid, null), 'timestamp with time zone', 'timestamptz')
      from pg_class t
      join pg_namespace n on n.oid = t.relnamespace and n.nspname = 'public'
      join pg_constraint c on c.conrelid = t.oid and c.contype in ('p', 'u', 'f')
      join pg_attribute a on a.attrelid = t.oid and a.attnum = any (c.conkey)
      where t.relkind = 'r' and t.relname = '%s'
      group by t.relname, a.attname, a.attnum, a.atttypid
      order by a.attnum
      """;

  /**
   * From, to, by which column beside the tenant's, whether it must refer, whether only one row may.
   */
  private static final String REFERENCES =
      """
      select t.relname, r.relname, a.attname, a.attnotnull,
        exists (select from pg_constraint u
                where u.conrelid = t.oid and u.contype in ('p', 'u') and u.conkey <@ c.conkey)
      from pg_constraint c
      join pg_class t on t.oid = c.conrelid
      join pg_class r on r.oid = c.confrelid
      join pg_attribute a
        on a.attrelid = t.oid and a.attnum = any (c.conkey) and a.attname <> 'tenant_id'
      where c.contype = 'f' and t.relname = '%s'
      order by a.attnum
      """;

  /** A diagram of tables; what they refer to elsewhere is there by name only. */
  String of(Collection<String> tables) {
    List<String> lines = new ArrayList<>(List.of("erDiagram"));
    for (String table : tables) {
      lines.add("    " + table + " {");
      for (String column : catalog.lines(KEY_COLUMNS.formatted(table))) {
        String[] parts = column.split(" ", -1);
        lines.add("        %s %s %s".formatted(parts[3], parts[1], parts[2].replace(",", ", ")));
      }
      lines.add("    }");
    }
    for (String table : tables) {
      for (String reference : catalog.lines(REFERENCES.formatted(table))) {
        lines.add("    " + arrow(reference.split(" ", -1)));
      }
    }
    return String.join("\n", lines) + "\n";
  }

  private static String arrow(String[] reference) {
    String one = reference[3].equals("t") ? "||" : "|o";
    String many = reference[4].equals("t") ? "o|" : "o{";
    return "%s %s--%s %s : %s".formatted(reference[1], one, many, reference[0], reference[2]);
  }
}
