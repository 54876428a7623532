package io.revenueos.kernel.store;

import io.revenueos.kernel.store.IdentityTables.SwitchKey;
import io.revenueos.kernel.store.IdentityTables.SwitchRow;
import io.revenueos.kernel.tenant.ModuleSwitch;
import io.revenueos.kernel.tenant.TenantId;
import java.util.List;
import java.util.Optional;

/** One tenant's switches on the in-memory tables. */
final class InMemoryModuleSwitches implements ModuleSwitches {
  private final TenantId tenant;
  private final IdentityTables tables;

  InMemoryModuleSwitches(TenantView own) {
    this.tenant = own.tenant();
    this.tables = own.tables().identity;
  }

  @Override
  public List<ModuleSwitch> all() {
    return tables.switchesByTenant.at(tenant).values().stream().map(SwitchRow::position).toList();
  }

  @Override
  public Optional<ModuleSwitch> find(String module) {
    return tables.switches.find(key(module)).map(SwitchRow::position);
  }

  @Override
  public void set(ModuleSwitch position) {
    tables.switches.put(key(position.module()), new SwitchRow(tenant, position));
  }

  @Override
  public boolean clear(String module) {
    boolean was = find(module).isPresent();
    tables.switches.remove(key(module));
    return was;
  }

  private SwitchKey key(String module) {
    return new SwitchKey(tenant, module);
  }
}
