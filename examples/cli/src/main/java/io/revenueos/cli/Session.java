package io.revenueos.cli;

import io.revenueos.cmo.CmoModule;
import io.revenueos.cro.CroModule;
import io.revenueos.kernel.Kernel;
import io.revenueos.kernel.KernelBuilder;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.error.KernelException;
import io.revenueos.kernel.jdbc.Changes;
import io.revenueos.kernel.jdbc.JdbcKernelStore;
import io.revenueos.kernel.jdbc.KernelSchema;
import io.revenueos.kernel.jdbc.PooledDatabase;
import io.revenueos.kernel.jdbc.SchemaPart;
import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.jdbc.provisioning.ProvisioningStep;
import io.revenueos.kernel.jdbc.provisioning.TenantPlan;
import io.revenueos.kernel.jdbc.provisioning.TenantProvisioning;
import io.revenueos.kernel.module.ExecModule;
import io.revenueos.kernel.tenant.ModuleSwitch;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A kernel on the database the user named, with every module on the class path and its tables. */
record Session(PooledDatabase database, Kernel kernel) implements AutoCloseable {

  /**
   * @throws io.revenueos.kernel.error.KernelException when the database cannot be reached, is
   *     locked, is of an unknown kind, or its schema is not up to date and may not be changed
   */
  static Session open(Host host, UnaryOperator<KernelBuilder> setUp) {
    PooledDatabase database = PooledDatabase.open(stoppable(host.databaseUrl()));
    try {
      KernelSchema schema = KernelSchema.on(database.dataSource(), SchemaPart.discover());
      if (host.database().noMigrate) {
        schema.validate();
      } else {
        schema.migrate();
      }
      KernelBuilder builder = Kernel.builder().store(JdbcKernelStore.on(database.dataSource()));
      modules(TenantDatabase.on(database.dataSource())).forEach(builder::module);
      return new Session(database, setUp.apply(builder).build());
    } catch (RuntimeException broken) {
      database.close();
      throw broken;
    }
  }

  /** Those that are found, and those that need a database for their agents. */
  private static Stream<ExecModule> modules(TenantDatabase database) {
    return Stream.concat(
        ServiceLoader.load(ExecModule.class).stream()
            .filter(found -> !found.type().equals(CmoModule.class))
            .filter(found -> !found.type().equals(CroModule.class))
            .map(ServiceLoader.Provider::get),
        Stream.of(CmoModule.on(database), CroModule.on(database)));
  }

  static Session open(Host host) {
    return open(host, UnaryOperator.identity());
  }

  TenantProvisioning provisioning() {
    return TenantProvisioning.on(database.dataSource(), ProvisioningStep.discover());
  }

  /**
   * Brings a tenant to what a plan says, if the kernel's policies and modules agree with it.
   *
   * @throws InvalidInputException naming the path of what is wrong
   */
  Changes provision(TenantPlan plan) {
    kernel.control().check(plan.registration().anew());
    for (ModuleSwitch position : plan.modules()) {
      try {
        kernel.modules().check(position);
      } catch (KernelException refused) {
        throw new InvalidInputException(
            refused.code(),
            "modules." + position.module(),
            refused instanceof InvalidInputException invalid
                ? invalid.problem()
                : String.valueOf(refused.getMessage()));
      }
    }
    return provisioning().provision(plan);
  }

  /** H2 would close itself under the event at hand when the process is asked to end. */
  private static String stoppable(String url) {
    boolean closesItself =
        url.toLowerCase(Locale.ROOT).startsWith("jdbc:h2:")
            && !url.toUpperCase(Locale.ROOT).contains(";DB_CLOSE_ON_EXIT=");
    return closesItself ? url + ";DB_CLOSE_ON_EXIT=FALSE" : url;
  }

  @Override
  public void close() {
    try {
      kernel.close();
    } finally {
      database.close();
    }
  }
}
