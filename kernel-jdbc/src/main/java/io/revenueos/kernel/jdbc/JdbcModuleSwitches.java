package io.revenueos.kernel.jdbc;

import static io.revenueos.kernel.jdbc.SqlErrors.translating;

import io.revenueos.kernel.store.ModuleSwitches;
import io.revenueos.kernel.tenant.ModuleSwitch;
import java.util.List;
import java.util.Optional;

/** One transaction's view of its tenant's modules. */
record JdbcModuleSwitches(Session session, Tables tables) implements ModuleSwitches {
  @Override
  public List<ModuleSwitch> all() {
    return translating(() -> tables.moduleAccess().all(session));
  }

  @Override
  public Optional<ModuleSwitch> find(String module) {
    return translating(() -> tables.moduleAccess().find(session, module));
  }

  @Override
  public void set(ModuleSwitch position) {
    translating(
        () -> {
          tables.moduleAccess().put(session, position);
          return position;
        });
  }

  @Override
  public boolean clear(String module) {
    return translating(() -> tables.moduleAccess().remove(session, module));
  }
}
