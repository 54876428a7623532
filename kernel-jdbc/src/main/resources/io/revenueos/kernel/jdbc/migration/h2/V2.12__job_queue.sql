-- PostgreSQL's V2.12 says what this is; there it also runs with the rights of whoever asks.
create view job_queue as
  select s.tenant_id, s.action_id as id, a.action_type as job_type, a.parameters as payload,
    case when s.lease_until is null then 'pending' else 'running' end as status,
    0 as priority, s.due_at as scheduled_at,
    cast(null as timestamptz) as started_at, cast(null as timestamptz) as completed_at,
    s.attempts as retry_count,
    (select t.error from kernel_attempts t
     where t.tenant_id = s.tenant_id and t.kind = 'action' and t.item_id = s.action_id
     order by t.id desc limit 1) as error_message,
    a.created_at
  from kernel_step_queue s
  join kernel_actions a on a.tenant_id = s.tenant_id and a.id = s.action_id;
