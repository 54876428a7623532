-- Row-level security. Whoever connects, the kernel works as revenueos_app, which owns nothing and sees the rows of
-- the tenant that its transaction has named: nobody's without. See docs/isolation.md.
--
-- revenueos_owner  owns tables, sequences and functions; is bound by the same policies (they are forced)
-- revenueos_app    reads and writes rows
-- revenueos_scan   owns the few functions that look over all tenants, and may read the columns they need: ids,
--                  statuses and times, never data. Nobody can become it.

do $$
declare
  wanted text;
begin
  foreach wanted in array array['revenueos_owner', 'revenueos_app', 'revenueos_scan'] loop
    if not exists (select from pg_roles where rolname = wanted) then
      begin
        execute format('create role %I nologin', wanted);
      exception
        -- Another database of the same server was migrated at the same moment.
        when duplicate_object or unique_violation then null;
      end;
    end if;
    if not pg_has_role(current_user, wanted, 'usage') then
      execute format('grant %I to %I', wanted, current_user);
    end if;
  end loop;
  -- revenueos_scan must be able to create what it is given, and loses that right below.
  execute format('grant usage, create on schema %I to revenueos_owner, revenueos_scan', current_schema());
  execute format('grant usage on schema %I to revenueos_app', current_schema());
end $$;

-- The tenant of the transaction. Null, and so no row's, when none is named.
create function kernel_current_tenant() returns uuid
language sql stable parallel safe
return nullif(current_setting('revenueos.tenant_id', true), '')::uuid;

-- Several, where callers of several tenants share a commit: their events are added and their registrations read.
create function kernel_current_tenants() returns uuid[]
language sql stable parallel safe
return nullif(current_setting('revenueos.tenant_ids', true), '')::uuid[];

-- The workspace and the user on whose behalf the transaction works; null for all of the tenant's.
create function kernel_current_workspace() returns uuid
language sql stable parallel safe
return nullif(current_setting('revenueos.workspace_id', true), '')::uuid;

create function kernel_current_user() returns uuid
language sql stable parallel safe
return nullif(current_setting('revenueos.user_id', true), '')::uuid;

-- Whether the transaction works for the tenant as a whole. Asked once per statement.
create function kernel_is_tenant_wide() returns boolean
language sql stable parallel safe
return kernel_current_tenant() is not null and kernel_current_workspace() is null and kernel_current_user() is null;

create function kernel_is_member(workspace uuid) returns boolean
language sql stable security definer
return exists (
    select from workspaces w
    where w.tenant_id = kernel_current_tenant() and w.id = workspace and w.owner_id = kernel_current_user())
  or exists (
    select from workspace_members m
    where m.tenant_id = kernel_current_tenant() and m.workspace_id = workspace and m.user_id = kernel_current_user())
  or exists (
    select from user_tenants t
    where t.tenant_id = kernel_current_tenant() and t.user_id = kernel_current_user() and t.role = 'admin');

-- Rows without a workspace are the whole tenant's.
create function user_has_workspace_access(workspace_id uuid) returns boolean
language sql stable
return case
  when kernel_current_tenant() is null then false
  when workspace_id is null then true
  when workspace_id <> coalesce(kernel_current_workspace(), workspace_id) then false
  when kernel_current_user() is null then true
  else kernel_is_member(workspace_id)
end;

-- Keeps updated_at, unless the statement sets it.
create function kernel_touch() returns trigger
language plpgsql as $$
begin
  if new.updated_at is not distinct from old.updated_at then
    new.updated_at := current_timestamp;
  end if;
  return new;
end $$;

-- Puts a table that has tenant_id under the policies, and gives it to revenueos_owner. Every migration that
-- creates one ends with this; a test finds those that do not.
create function kernel_isolate(isolated regclass) returns void
language plpgsql as $$
declare
  own text := 'tenant_id = (select kernel_current_tenant())';
begin
  -- The kernel's own tables are the tenant's as a whole: their workspace says whose event it was.
  if isolated::text !~ '^(.*\.)?"?kernel_'
      and exists (select from pg_attribute
                  where attrelid = isolated and attname = 'workspace_id' and not attisdropped) then
    own := own || ' and ((select kernel_is_tenant_wide()) or user_has_workspace_access(workspace_id))';
  end if;
  execute format('alter table %s enable row level security', isolated);
  execute format('alter table %s force row level security', isolated);
  execute format('create policy tenant_read on %s for select using (%s)', isolated, own);
  execute format('create policy tenant_write on %s for insert with check (%s)', isolated, own);
  execute format('create policy tenant_update on %s for update using (%s) with check (%s)', isolated, own, own);
  execute format('create policy tenant_delete on %s for delete using (%s)', isolated, own);
  perform kernel_give(isolated);
end $$;

-- Gives a table to revenueos_owner and its rows to revenueos_app, within the policies that it has.
create function kernel_give(given regclass) returns void
language plpgsql as $$
begin
  if exists (select from pg_attribute where attrelid = given and attname = 'updated_at' and not attisdropped) then
    execute format(
      'create trigger touch before update on %s for each row execute function kernel_touch()', given);
  end if;
  execute format('revoke all on %s from public', given);
  execute format('grant select, insert, update, delete on %s to revenueos_app', given);
  execute format('alter table %s owner to revenueos_owner', given);
end $$;

select kernel_isolate(t::regclass) from unnest(array[
  'os_tenant_registry', 'kernel_events', 'kernel_event_queue', 'kernel_partitions', 'kernel_decisions',
  'kernel_actions', 'kernel_step_queue', 'kernel_dead_letters', 'kernel_attempts', 'leads', 'deals', 'tasks',
  'channel_outbox', 'cro_recommendations', 'workspaces', 'workspace_members', 'user_tenants', 'user_roles',
  'business_profiles', 'tenant_module_access']) t;

-- The operator's, without a tenant.
select kernel_give('kernel_pauses');
select kernel_give('module_rollouts');

-- Callers of several tenants share a commit: what is accepted of each is checked against all of them.
create policy accepting_read on kernel_events for select
  using (tenant_id = any ((select kernel_current_tenants())::uuid[]));
create policy accepting_write on kernel_events for insert
  with check (tenant_id = any ((select kernel_current_tenants())::uuid[]));
create policy accepting_read on kernel_event_queue for select
  using (tenant_id = any ((select kernel_current_tenants())::uuid[]));
create policy accepting_write on kernel_event_queue for insert
  with check (tenant_id = any ((select kernel_current_tenants())::uuid[]));
create policy accepting_read on os_tenant_registry for select
  using (tenant_id = any ((select kernel_current_tenants())::uuid[]));
