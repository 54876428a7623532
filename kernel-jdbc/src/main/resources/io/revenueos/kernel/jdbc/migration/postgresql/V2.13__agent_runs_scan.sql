-- How a module's agents have fared over all tenants: what V2.3 is for events and actions.
grant select (tenant_id, module_id, status, created_at) on agent_runs to revenueos_scan;
create policy scan on agent_runs for select to revenueos_scan using (true);

create function kernel_agent_runs(module text, since timestamptz) returns table (status text, n bigint)
language plpgsql stable security definer as $$
#variable_conflict use_column
begin
  return query
    select r.status, count(*) from agent_runs r where r.module_id = module and r.created_at >= since group by r.status;
end $$;

do $$
begin
  revoke all on function kernel_agent_runs(text, timestamptz) from public;
  grant execute on function kernel_agent_runs(text, timestamptz) to revenueos_app;
  execute format(
    'alter function kernel_agent_runs(text, timestamptz) set search_path = %I, pg_temp', current_schema());
  -- It takes the right to create to be given a function.
  execute format('grant create on schema %I to revenueos_scan', current_schema());
  alter function kernel_agent_runs(text, timestamptz) owner to revenueos_scan;
  execute format('revoke create on schema %I from revenueos_scan', current_schema());
end $$;
