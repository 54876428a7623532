-- H2 has no partial indexes; PostgreSQL's V1.5 is this one without the rows that have no cause.
create index kernel_events_by_causation on kernel_events (tenant_id, causation_id);
