-- What campaigns show and say, who approved it, and when it goes out.

-- segment_id is a segment of the AI CMO, whose tables may not be here: no foreign key.
create table assets (
  tenant_id            uuid        not null,
  id                   uuid        not null default gen_random_uuid(),
  workspace_id         uuid,
  type                 text        not null check (type in ('video', 'email', 'voice', 'landing_page', 'website')),
  status               text        not null default 'draft'
    check (status in ('draft', 'review', 'approved', 'live', 'archived')),
  name                 text        not null,
  description          text,
  fal_id               text,
  vapi_id              text,
  external_id          text,
  preview_url          text,
  segment_id           uuid,
  channel              text
    check (channel in ('email', 'sms', 'social', 'video', 'voice', 'voice_vm', 'linkedin', 'landing_page')),
  goal                 text,
  content              jsonb       not null default '{}',
  external_project_url text,
  custom_domain        text,
  deployment_status    text        check (deployment_status in ('staging', 'live')),
  views                bigint      not null default 0 check (views >= 0),
  created_by           uuid,
  created_at           timestamptz not null default current_timestamp,
  updated_at           timestamptz not null default current_timestamp,
  primary key (tenant_id, id),
  foreign key (tenant_id, workspace_id) references workspaces (tenant_id, id)
);

create index idx_assets_workspace_id on assets (tenant_id, workspace_id);
create index idx_assets_status on assets (tenant_id, status);

-- Every step of an asset's approval: which status somebody gave it. Rows are added and not changed.
create table asset_approvals (
  tenant_id    uuid        not null,
  id           uuid        not null default gen_random_uuid(),
  workspace_id uuid,
  asset_id     uuid        not null,
  status       text        not null check (status in ('draft', 'review', 'approved', 'live')),
  comments     text,
  approved_by  uuid,
  created_at   timestamptz not null default current_timestamp,
  primary key (tenant_id, id),
  foreign key (tenant_id, workspace_id) references workspaces (tenant_id, id),
  foreign key (tenant_id, asset_id) references assets (tenant_id, id)
);

create index idx_asset_approvals_workspace_id on asset_approvals (tenant_id, workspace_id);
create index idx_asset_approvals_asset_id on asset_approvals (tenant_id, asset_id, created_at);

create table content_calendar (
  tenant_id      uuid        not null,
  id             uuid        not null default gen_random_uuid(),
  workspace_id   uuid,
  title          text        not null,
  description    text,
  content_type   text        not null,
  scheduled_date timestamptz not null,
  status         text        not null default 'scheduled'
    check (status in ('scheduled', 'published', 'cancelled')),
  asset_id       uuid,
  created_by     uuid,
  created_at     timestamptz not null default current_timestamp,
  updated_at     timestamptz not null default current_timestamp,
  primary key (tenant_id, id),
  foreign key (tenant_id, workspace_id) references workspaces (tenant_id, id),
  foreign key (tenant_id, asset_id) references assets (tenant_id, id)
);

create index idx_content_calendar_workspace_id on content_calendar (tenant_id, workspace_id);
create index idx_content_calendar_status on content_calendar (tenant_id, status, scheduled_date);
create index idx_content_calendar_asset_id on content_calendar (tenant_id, asset_id);
