-- The open deals as a forecast saw them, so that the next one can say what became of them.

-- reader is empty for all of the tenant's deals, else it names the user and the workspace whose deals they are: only what
-- the same reader saw is compared. A draft belongs to a forecast that nobody has been shown yet.
create table cro_forecast_snapshots (
  tenant_id    uuid        not null,
  id           uuid        not null,
  workspace_id uuid,
  reader       text        not null default '',
  status       text        not null default 'draft' check (status in ('draft', 'shown')),
  taken_at     timestamptz not null,
  created_at   timestamptz not null default current_timestamp,
  updated_at   timestamptz not null default current_timestamp,
  primary key (tenant_id, id)
);

create index idx_cro_forecast_snapshots_workspace_id on cro_forecast_snapshots (tenant_id, workspace_id);
create index idx_cro_forecast_snapshots_reader on cro_forecast_snapshots (tenant_id, reader, taken_at);

-- A deal as it stood, in the deal's workspace. No foreign key to deals: one that the host deletes was there all the same.
create table cro_forecast_snapshot_deals (
  tenant_id           uuid    not null,
  snapshot_id         uuid    not null,
  deal_id             uuid    not null,
  workspace_id        uuid,
  stage               text    not null,
  "value"             numeric,
  currency            char(3) not null default 'USD',
  expected_close_date date,
  primary key (tenant_id, snapshot_id, deal_id),
  foreign key (tenant_id, snapshot_id) references cro_forecast_snapshots (tenant_id, id) on delete cascade
);

create index idx_cro_forecast_snapshot_deals_workspace_id on cro_forecast_snapshot_deals (tenant_id, workspace_id);
