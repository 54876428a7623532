-- What is accepted of several tenants together names workspaces: each must be its tenant's.
create policy accepting_read on workspaces for select
  using (tenant_id = any ((select kernel_current_tenants())::uuid[]));
