-- Moves worth making, for the revenue team to take up. Caused by action_id.
create table cro_recommendations (
  tenant_id       uuid        not null,
  id              uuid        not null default gen_random_uuid(),
  workspace_id    uuid,
  rec_type        text        not null check (rec_type in ('close_deal', 'expand', 'at_risk')),
  priority        text        not null check (priority in ('high', 'medium', 'low')),
  title           text        not null,
  description     text        not null,
  deal_id         uuid,
  lead_id         uuid,
  target_kind     text        not null,
  target_id       text        not null,
  status          text        not null default 'open'
    check (status in ('open', 'in_progress', 'done')),
  action_id       bigint      not null,
  correlation_id  text        not null,
  idempotency_key text        not null,
  created_at      timestamptz not null,
  updated_at      timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, idempotency_key),
  foreign key (tenant_id, deal_id) references deals (tenant_id, id),
  foreign key (tenant_id, lead_id) references leads (tenant_id, id)
);

create index cro_recommendations_by_action on cro_recommendations (tenant_id, action_id);
