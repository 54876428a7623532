-- Most events come from outside and have no cause: they need no entry.
create index kernel_events_by_causation on kernel_events (tenant_id, causation_id)
  where causation_id is not null;
