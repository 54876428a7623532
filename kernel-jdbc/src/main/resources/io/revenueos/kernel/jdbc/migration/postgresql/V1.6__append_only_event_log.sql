-- A row of the log is never changed, whatever role or tool asks. Deleting is left to retention.
create function kernel_events_refuse_update() returns trigger language plpgsql as $$
begin
  raise exception 'kernel_events is append-only: event % cannot be changed', old.id
    using errcode = 'restrict_violation';
end
$$;

create trigger kernel_events_append_only before update on kernel_events
  for each row execute function kernel_events_refuse_update();
