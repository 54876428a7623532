-- The AI CMO's tables, by workspace. A tenant without workspaces of its own has one with the tenant's id.

create table cmo_brand_profiles (
  tenant_id         uuid        not null,
  id                uuid        not null default gen_random_uuid(),
  workspace_id      uuid        not null,
  business_name     text        not null,
  industry          text,
  icp_description   text,
  value_proposition text,
  brand_voice       text,
  brand_personality text,
  competitors       text array  not null default cast(array[] as text array),
  differentiators   text array  not null default cast(array[] as text array),
  created_at        timestamptz not null default current_timestamp,
  updated_at        timestamptz not null default current_timestamp,
  primary key (tenant_id, id),
  unique (tenant_id, workspace_id),
  foreign key (tenant_id, workspace_id) references workspaces (tenant_id, id)
);

-- A segment that is no longer used is inactive: campaigns keep its code.
create table cmo_icp_segments (
  tenant_id      uuid        not null,
  id             uuid        not null default gen_random_uuid(),
  workspace_id   uuid        not null,
  name           text        not null,
  segment_code   text        not null,
  description    text,
  firmographics  jsonb       not null default '{}',
  psychographics jsonb       not null default '{}',
  pain_points    text array  not null default cast(array[] as text array),
  priority_score integer     not null default 0 check (priority_score between 0 and 100),
  is_active      boolean     not null default true,
  created_at     timestamptz not null default current_timestamp,
  updated_at     timestamptz not null default current_timestamp,
  primary key (tenant_id, id),
  unique (tenant_id, workspace_id, segment_code),
  foreign key (tenant_id, workspace_id) references workspaces (tenant_id, id)
);

create table cmo_offers (
  tenant_id            uuid        not null,
  id                   uuid        not null default gen_random_uuid(),
  workspace_id         uuid        not null,
  name                 text        not null,
  description          text,
  value_proposition    text,
  pricing_model        text,
  target_segment_codes text array  not null default cast(array[] as text array),
  status               text        not null default 'active' check (status in ('active', 'archived')),
  created_at           timestamptz not null default current_timestamp,
  updated_at           timestamptz not null default current_timestamp,
  primary key (tenant_id, id),
  unique (tenant_id, workspace_id, name),
  foreign key (tenant_id, workspace_id) references workspaces (tenant_id, id)
);

create table cmo_marketing_plans (
  tenant_id        uuid        not null,
  id               uuid        not null default gen_random_uuid(),
  workspace_id     uuid        not null,
  plan_name        text        not null,
  plan_summary     text,
  goals            jsonb       not null default '[]',
  kpis             jsonb       not null default '[]',
  budget_allocated numeric     check (budget_allocated >= 0),
  currency         char(3)     not null default 'USD',
  status           text        not null default 'draft'
    check (status in ('draft', 'active', 'completed', 'archived')),
  created_at       timestamptz not null default current_timestamp,
  updated_at       timestamptz not null default current_timestamp,
  primary key (tenant_id, id),
  unique (tenant_id, workspace_id, plan_name),
  foreign key (tenant_id, workspace_id) references workspaces (tenant_id, id)
);

create index idx_cmo_marketing_plans_status on cmo_marketing_plans (tenant_id, status);

-- What a plan wants to have reached by when, in order.
create table cmo_plan_milestones (
  tenant_id    uuid        not null,
  id           uuid        not null default gen_random_uuid(),
  workspace_id uuid        not null,
  plan_id      uuid        not null,
  position     integer     not null check (position >= 1),
  title        text        not null,
  description  text,
  due_date     date,
  status       text        not null default 'pending'
    check (status in ('pending', 'in_progress', 'completed', 'cancelled')),
  created_at   timestamptz not null default current_timestamp,
  updated_at   timestamptz not null default current_timestamp,
  primary key (tenant_id, id),
  unique (tenant_id, plan_id, position),
  foreign key (tenant_id, workspace_id) references workspaces (tenant_id, id),
  foreign key (tenant_id, plan_id) references cmo_marketing_plans (tenant_id, id)
);

create index idx_cmo_plan_milestones_workspace_id on cmo_plan_milestones (tenant_id, workspace_id);

-- icp and offer are words, not keys: a campaign may be for people whom no segment names.
create table cmo_campaigns (
  tenant_id            uuid        not null,
  id                   uuid        not null default gen_random_uuid(),
  workspace_id         uuid        not null,
  campaign_name        text        not null,
  description          text,
  channels             text array  not null default cast(array[] as text array),
  target_tags          text array  not null default cast(array[] as text array),
  target_segment_codes text array  not null default cast(array[] as text array),
  icp                  text,
  offer                text,
  desired_result       text,
  status               text        not null default 'draft'
    check (status in ('draft', 'in_progress', 'active', 'paused', 'completed', 'archived')),
  budget_allocated     numeric     check (budget_allocated >= 0),
  currency             char(3)     not null default 'USD',
  created_at           timestamptz not null default current_timestamp,
  updated_at           timestamptz not null default current_timestamp,
  primary key (tenant_id, id),
  unique (tenant_id, workspace_id, campaign_name),
  foreign key (tenant_id, workspace_id) references workspaces (tenant_id, id)
);

create index idx_cmo_campaigns_status on cmo_campaigns (tenant_id, status);

-- A campaign on one of its channels: its share of the budget and what is set for the channel.
create table cmo_campaign_channels (
  tenant_id        uuid        not null,
  id               uuid        not null default gen_random_uuid(),
  workspace_id     uuid        not null,
  campaign_id      uuid        not null,
  channel          text        not null
    check (channel in ('email', 'sms', 'social', 'video', 'voice', 'voice_vm', 'linkedin', 'landing_page')),
  status           text        not null default 'draft'
    check (status in ('draft', 'active', 'paused', 'completed', 'archived')),
  budget_allocated numeric     check (budget_allocated >= 0),
  currency         char(3)     not null default 'USD',
  settings         jsonb       not null default '{}',
  created_at       timestamptz not null default current_timestamp,
  updated_at       timestamptz not null default current_timestamp,
  primary key (tenant_id, id),
  unique (tenant_id, campaign_id, channel),
  foreign key (tenant_id, workspace_id) references workspaces (tenant_id, id),
  foreign key (tenant_id, campaign_id) references cmo_campaigns (tenant_id, id)
);

create index idx_cmo_campaign_channels_workspace_id on cmo_campaign_channels (tenant_id, workspace_id);

-- A piece of content. What it says is in its variants.
create table cmo_content_assets (
  tenant_id    uuid        not null,
  id           uuid        not null default gen_random_uuid(),
  workspace_id uuid        not null,
  campaign_id  uuid,
  channel      text        not null
    check (channel in ('email', 'sms', 'social', 'video', 'voice', 'voice_vm', 'linkedin', 'landing_page')),
  content_type text        not null
    check (content_type in ('email_copy', 'sms_copy', 'social_post', 'video_script', 'call_script', 'voicemail_drop',
      'landing_page_copy')),
  key_message  text,
  asset_url    text,
  status       text        not null default 'draft'
    check (status in ('draft', 'scheduled', 'deployed', 'archived')),
  created_at   timestamptz not null default current_timestamp,
  updated_at   timestamptz not null default current_timestamp,
  primary key (tenant_id, id),
  foreign key (tenant_id, workspace_id) references workspaces (tenant_id, id),
  foreign key (tenant_id, campaign_id) references cmo_campaigns (tenant_id, id)
);

create index idx_cmo_content_assets_workspace_id on cmo_content_assets (tenant_id, workspace_id);
create index idx_cmo_content_assets_campaign_id on cmo_content_assets (tenant_id, campaign_id);
create index idx_cmo_content_assets_status on cmo_content_assets (tenant_id, status);

-- One wording of a piece of content. Of two that are tried against each other, weight says how often each is used.
create table cmo_content_variants (
  tenant_id    uuid        not null,
  id           uuid        not null default gen_random_uuid(),
  workspace_id uuid        not null,
  asset_id     uuid        not null,
  label        text        not null,
  subject      text,
  body         text        not null,
  weight       integer     not null default 1 check (weight >= 0),
  status       text        not null default 'draft' check (status in ('draft', 'active', 'archived')),
  created_at   timestamptz not null default current_timestamp,
  updated_at   timestamptz not null default current_timestamp,
  primary key (tenant_id, id),
  unique (tenant_id, asset_id, label),
  foreign key (tenant_id, workspace_id) references workspaces (tenant_id, id),
  foreign key (tenant_id, asset_id) references cmo_content_assets (tenant_id, id)
);

create index idx_cmo_content_variants_workspace_id on cmo_content_variants (tenant_id, workspace_id);

create table cmo_funnels (
  tenant_id          uuid        not null,
  id                 uuid        not null default gen_random_uuid(),
  workspace_id       uuid        not null,
  funnel_name        text        not null,
  description        text,
  stages             jsonb       not null default '[]',
  conversion_targets jsonb       not null default '{}',
  status             text        not null default 'active' check (status in ('draft', 'active', 'archived')),
  created_at         timestamptz not null default current_timestamp,
  updated_at         timestamptz not null default current_timestamp,
  primary key (tenant_id, id),
  unique (tenant_id, workspace_id, funnel_name),
  foreign key (tenant_id, workspace_id) references workspaces (tenant_id, id)
);

-- The stages of a funnel, in order. conversion_target: the share of those who enter that should go on, 0 to 1.
create table cmo_funnel_stages (
  tenant_id         uuid        not null,
  id                uuid        not null default gen_random_uuid(),
  workspace_id      uuid        not null,
  funnel_id         uuid        not null,
  position          integer     not null check (position >= 1),
  stage_name        text        not null,
  objective         text,
  channels          text array  not null default cast(array[] as text array),
  conversion_target numeric     check (conversion_target between 0 and 1),
  created_at        timestamptz not null default current_timestamp,
  updated_at        timestamptz not null default current_timestamp,
  primary key (tenant_id, id),
  unique (tenant_id, funnel_id, position),
  foreign key (tenant_id, workspace_id) references workspaces (tenant_id, id),
  foreign key (tenant_id, funnel_id) references cmo_funnels (tenant_id, id)
);

create index idx_cmo_funnel_stages_workspace_id on cmo_funnel_stages (tenant_id, workspace_id);

-- When a piece of content goes out.
create table cmo_calendar_events (
  tenant_id    uuid        not null,
  id           uuid        not null default gen_random_uuid(),
  workspace_id uuid        not null,
  campaign_id  uuid,
  asset_id     uuid,
  title        text        not null,
  description  text,
  channel      text
    check (channel in ('email', 'sms', 'social', 'video', 'voice', 'voice_vm', 'linkedin', 'landing_page')),
  scheduled_at timestamptz not null,
  status       text        not null default 'scheduled'
    check (status in ('scheduled', 'published', 'cancelled')),
  created_at   timestamptz not null default current_timestamp,
  updated_at   timestamptz not null default current_timestamp,
  primary key (tenant_id, id),
  foreign key (tenant_id, workspace_id) references workspaces (tenant_id, id),
  foreign key (tenant_id, campaign_id) references cmo_campaigns (tenant_id, id),
  foreign key (tenant_id, asset_id) references cmo_content_assets (tenant_id, id)
);

create index idx_cmo_calendar_events_workspace_id on cmo_calendar_events (tenant_id, workspace_id, scheduled_at);
create index idx_cmo_calendar_events_campaign_id on cmo_calendar_events (tenant_id, campaign_id);
create index idx_cmo_calendar_events_asset_id on cmo_calendar_events (tenant_id, asset_id);

-- A campaign's figures at the end of a day. Made-up figures have rows of their own, as in campaign_metrics.
create table cmo_metrics_snapshots (
  tenant_id       uuid        not null,
  id              uuid        not null default gen_random_uuid(),
  workspace_id    uuid        not null,
  campaign_id     uuid        not null,
  snapshot_date   date        not null,
  data_mode       text        not null default 'real' check (data_mode in ('real', 'demo')),
  impressions     bigint      not null default 0 check (impressions >= 0),
  clicks          bigint      not null default 0 check (clicks >= 0),
  conversions     bigint      not null default 0 check (conversions >= 0),
  sent_count      bigint      not null default 0 check (sent_count >= 0),
  delivered_count bigint      not null default 0 check (delivered_count >= 0),
  open_count      bigint      not null default 0 check (open_count >= 0),
  revenue         numeric     not null default 0,
  cost            numeric     not null default 0 check (cost >= 0),
  currency        char(3)     not null default 'USD',
  details         jsonb       not null default '{}',
  created_at      timestamptz not null default current_timestamp,
  updated_at      timestamptz not null default current_timestamp,
  primary key (tenant_id, id),
  unique (tenant_id, campaign_id, snapshot_date, data_mode),
  foreign key (tenant_id, workspace_id) references workspaces (tenant_id, id),
  foreign key (tenant_id, campaign_id) references cmo_campaigns (tenant_id, id)
);

create index idx_cmo_metrics_snapshots_workspace_id
  on cmo_metrics_snapshots (tenant_id, workspace_id, snapshot_date);

-- What a week brought, in words and figures. week_start is its Monday.
create table cmo_weekly_summaries (
  tenant_id       uuid        not null,
  id              uuid        not null default gen_random_uuid(),
  workspace_id    uuid        not null,
  week_start      date        not null,
  summary         text        not null,
  highlights      jsonb       not null default '[]',
  recommendations jsonb       not null default '[]',
  metrics         jsonb       not null default '{}',
  data_mode       text        not null default 'real' check (data_mode in ('real', 'demo')),
  created_at      timestamptz not null default current_timestamp,
  updated_at      timestamptz not null default current_timestamp,
  primary key (tenant_id, id),
  unique (tenant_id, workspace_id, week_start, data_mode),
  foreign key (tenant_id, workspace_id) references workspaces (tenant_id, id)
);
