package io.revenueos.cli;

import io.revenueos.kernel.jdbc.KernelSchema;
import io.revenueos.kernel.jdbc.PooledDatabase;
import io.revenueos.kernel.jdbc.SchemaPart;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Prints the schema as SQL. */
@Command(
    name = "print",
    header = "Print the SQL that makes the tables.",
    description = {
      "",
      "All of it, of the kernel and of every module, as the database of --db speaks it: for a DBA",
      "to read, and to run where the application's user may not create roles. Changes nothing.",
      "On PostgreSQL: revenue schema print --db URL > schema.sql; psql -1 -f schema.sql"
    })
final class SchemaPrintCommand implements Callable<Integer> {
  private final Host host;

  SchemaPrintCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    try (PooledDatabase database = PooledDatabase.open(host.databaseUrl())) {
      host.terminal().result(KernelSchema.on(database.dataSource(), SchemaPart.discover()).print());
      return ExitCode.OK;
    }
  }
}
