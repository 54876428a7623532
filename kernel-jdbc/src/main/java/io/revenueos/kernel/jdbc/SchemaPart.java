package io.revenueos.kernel.jdbc;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import javax.sql.DataSource;

/**
 * A part of the schema with migrations of its own: a module's tables. They are run together with
 * the kernel's ({@link KernelSchema#on(DataSource, SchemaPart...)}) and kept in the same history,
 * so a version number may be there only once: the kernel has those below 10, a part takes a whole
 * number from 11 on and numbers its migrations behind the dot (11.1, 11.2). They may refer to any
 * table of the kernel's.
 *
 * <p>On PostgreSQL a migration that creates tables ends with {@code select kernel_isolate(...)} for
 * each of them: that puts the table under row-level security, keeps its {@code updated_at} and lets
 * the application role at it.
 */
public interface SchemaPart {
  /** A short name in lower case, nobody else's, as {@code cmo}: for messages and for order. */
  String name();

  /**
   * Where its migrations for a database lie, in Flyway's notation; on the same class path as this
   * class. Each must exist. {@link Database#migrationsUnder} gives the usual two.
   */
  List<String> migrationLocations(Database database);

  /**
   * The parts on the class path that are named in {@code
   * META-INF/services/io.revenueos.kernel.jdbc.SchemaPart}, by name.
   *
   * @throws java.util.ServiceConfigurationError when one cannot be made
   */
  static SchemaPart[] discover() {
    return ServiceLoader.load(SchemaPart.class, SchemaPart.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparing(SchemaPart::name))
        .toArray(SchemaPart[]::new);
  }
}
