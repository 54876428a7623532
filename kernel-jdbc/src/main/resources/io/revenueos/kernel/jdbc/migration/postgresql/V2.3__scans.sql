-- What may be seen of all tenants at once: which of them have work, how much, and since when. These functions run as
-- revenueos_scan, which may read the columns granted here and no others. They are planned for their indexes, as
-- every statement of the kernel is (docs/database.md, "Plans").

grant select (tenant_id, partition, event_id, entity_key, attempts, due_at) on kernel_event_queue to revenueos_scan;
grant select (tenant_id, action_id, due_at) on kernel_step_queue to revenueos_scan;
grant select (tenant_id, kind, discarded_at) on kernel_dead_letters to revenueos_scan;
grant select (tenant_id, kind) on kernel_attempts to revenueos_scan;
grant select (tenant_id, id, workspace_id) on kernel_events to revenueos_scan;
grant select (tenant_id, status) on kernel_actions to revenueos_scan;
grant select (tenant_id, status) on channel_outbox to revenueos_scan;
grant select (tenant_id, slug) on os_tenant_registry to revenueos_scan;
grant select (tenant_id, id, owner_id) on workspaces to revenueos_scan;
grant select (tenant_id, workspace_id, user_id) on workspace_members to revenueos_scan;
grant select (tenant_id, user_id, role) on user_tenants to revenueos_scan;

do $$
declare
  scanned text;
begin
  foreach scanned in array array[
    'kernel_event_queue', 'kernel_step_queue', 'kernel_dead_letters', 'kernel_attempts', 'kernel_events',
    'kernel_actions', 'channel_outbox', 'os_tenant_registry', 'workspaces', 'workspace_members', 'user_tenants'] loop
    execute format('create policy scan on %I for select to revenueos_scan using (true)', scanned);
  end loop;
end $$;

-- Where something is due. One step through the index per partition with something due, and one per failed entry
-- before it that waits.
create function kernel_due_partitions(due_by timestamptz) returns table (tenant_id uuid, partition smallint)
language plpgsql stable security definer as $$
#variable_conflict use_column
begin
  return query
    with recursive due as (
      (select q.tenant_id, q.partition from kernel_event_queue q
       where q.attempts = 0 or q.due_at <= due_by
       order by q.tenant_id, q.partition limit 1)
      union all
      select n.tenant_id, n.partition from due d cross join lateral (
        select q.tenant_id, q.partition from kernel_event_queue q
        where (q.tenant_id, q.partition) > (d.tenant_id, d.partition)
          and (q.attempts = 0 or q.due_at <= due_by)
        order by q.tenant_id, q.partition limit 1) n)
    select d.tenant_id, d.partition from due d;
end $$;

create function kernel_tenants_with_steps() returns setof uuid
language plpgsql stable security definer as $$
begin
  return query
    with recursive tenants as (
      (select s.tenant_id from kernel_step_queue s order by s.tenant_id limit 1)
      union all
      select n.tenant_id from tenants t cross join lateral (
        select s.tenant_id from kernel_step_queue s where s.tenant_id > t.tenant_id
        order by s.tenant_id limit 1) n)
    select t.tenant_id from tenants t;
end $$;

create function kernel_tenants_with_events() returns setof uuid
language plpgsql stable security definer as $$
begin
  return query
    with recursive tenants as (
      (select e.tenant_id from kernel_events e order by e.tenant_id limit 1)
      union all
      select n.tenant_id from tenants t cross join lateral (
        select e.tenant_id from kernel_events e where e.tenant_id > t.tenant_id
        order by e.tenant_id limit 1) n)
    select t.tenant_id from tenants t;
end $$;

create function kernel_tenants_with_dead_letters() returns setof uuid
language plpgsql stable security definer as $$
begin
  return query select distinct l.tenant_id from kernel_dead_letters l where l.discarded_at is null;
end $$;

create function kernel_registered_tenants() returns setof uuid
language plpgsql stable security definer as $$
begin
  return query select r.tenant_id from os_tenant_registry r order by r.slug;
end $$;

-- When the oldest open work became due, or will. New entries are due in the order of their ids, failed ones at any
-- time.
create function kernel_oldest_due() returns timestamptz
language plpgsql stable security definer as $$
begin
  return (
    with recursive open as (
      (select q.tenant_id, q.partition from kernel_event_queue q
       order by q.tenant_id, q.partition limit 1)
      union all
      select n.tenant_id, n.partition from open o cross join lateral (
        select q.tenant_id, q.partition from kernel_event_queue q
        where (q.tenant_id, q.partition) > (o.tenant_id, o.partition)
        order by q.tenant_id, q.partition limit 1) n),
    stepping as (
      (select s.tenant_id from kernel_step_queue s order by s.tenant_id limit 1)
      union all
      select n.tenant_id from stepping t cross join lateral (
        select s.tenant_id from kernel_step_queue s where s.tenant_id > t.tenant_id
        order by s.tenant_id limit 1) n)
    select min(due.due_at) from (
      select n.due_at from open o cross join lateral (
        select q.due_at from kernel_event_queue q
        where q.tenant_id = o.tenant_id and q.partition = o.partition and q.attempts = 0
        order by q.event_id limit 1) n
      union all
      (select f.due_at from kernel_event_queue f where f.attempts > 0
       order by f.tenant_id, f.partition, f.entity_key offset 0)
      union all
      select n.due_at from stepping t cross join lateral (
        select s.due_at from kernel_step_queue s where s.tenant_id = t.tenant_id
        order by s.due_at limit 1) n) due);
end $$;

create function kernel_event_owner(event bigint) returns table (tenant_id uuid, workspace_id uuid)
language plpgsql stable security definer as $$
#variable_conflict use_column
begin
  return query select e.tenant_id, e.workspace_id from kernel_events e where e.id = event;
end $$;

-- How many rows there are of what, by status where they have one.
create function kernel_counts() returns table (subject text, status text, n bigint)
language plpgsql stable security definer as $$
#variable_conflict use_column
begin
  return query
    select 'log', 'accepted', count(*) from kernel_events
    union all
    select 'queue', case when q.attempts = 0 then 'pending' else 'failed' end, count(*)
    from kernel_event_queue q group by 2
    union all
    select 'dead', l.kind, count(*) from kernel_dead_letters l group by 2
    union all
    select 'actions', a.status, count(*) from kernel_actions a group by 2
    union all
    select 'outbox', o.status, count(*) from channel_outbox o group by 2
    union all
    select 'attempts', t.kind, count(*) from kernel_attempts t group by 2;
end $$;

do $$
declare
  scan record;
begin
  for scan in
      select p.oid::regprocedure as signature, p.proname
      from pg_proc p
      where p.pronamespace = current_schema()::regnamespace and p.prosecdef and p.proname like 'kernel\_%' loop
    execute format('revoke all on function %s from public', scan.signature);
    execute format('grant execute on function %s to revenueos_app', scan.signature);
    execute format('alter function %s set search_path = %I, pg_temp', scan.signature, current_schema());
    if scan.proname not in ('kernel_is_member', 'kernel_counts') then
      execute format('alter function %s set enable_seqscan = off', scan.signature);
      execute format('alter function %s set enable_bitmapscan = off', scan.signature);
      execute format('alter function %s set enable_sort = off', scan.signature);
      execute format('alter function %s set jit = off', scan.signature);
      execute format('alter function %s set plan_cache_mode = force_generic_plan', scan.signature);
    end if;
    execute format('alter function %s owner to revenueos_scan', scan.signature);
  end loop;
  execute format('revoke create on schema %I from revenueos_scan', current_schema());
end $$;

-- The other functions, and what numbers rows.
do $$
declare
  own record;
begin
  for own in
      select p.oid::regprocedure as signature
      from pg_proc p
      where p.pronamespace = current_schema()::regnamespace and not p.prosecdef
        and (p.proname like 'kernel\_%' or p.proname = 'user_has_workspace_access') loop
    execute format('alter function %s owner to revenueos_owner', own.signature);
  end loop;
end $$;

alter sequence kernel_decision_ids owner to revenueos_owner;
alter sequence kernel_action_ids owner to revenueos_owner;
alter sequence kernel_step_fences owner to revenueos_owner;
grant usage on sequence kernel_decision_ids, kernel_action_ids, kernel_step_fences, kernel_events_id_seq to revenueos_app;
revoke execute on function kernel_isolate(regclass), kernel_give(regclass) from public;
