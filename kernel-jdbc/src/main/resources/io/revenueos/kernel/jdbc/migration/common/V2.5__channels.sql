-- Campaigns as they were sent and what came of them, and how a tenant reaches its providers.

create table campaigns (
  tenant_id        uuid        not null,
  id               uuid        not null default gen_random_uuid(),
  workspace_id     uuid,
  name             text        not null,
  description      text,
  channel          text        not null
    check (channel in ('email', 'sms', 'social', 'video', 'voice', 'landing_page')),
  status           text        not null default 'draft'
    check (status in ('draft', 'active', 'paused', 'completed', 'archived')),
  budget_allocated numeric     check (budget_allocated >= 0),
  currency         char(3)     not null default 'USD',
  deployed_at      timestamptz,
  created_by       uuid,
  created_at       timestamptz not null default current_timestamp,
  updated_at       timestamptz not null default current_timestamp,
  primary key (tenant_id, id),
  foreign key (tenant_id, workspace_id) references workspaces (tenant_id, id)
);

create index idx_campaigns_workspace_id on campaigns (tenant_id, workspace_id);
create index idx_campaigns_status on campaigns (tenant_id, status);

-- One row per campaign and kind of data, brought up to date by whoever asks the provider. Figures that were made up
-- for a demonstration have a row of their own, so that no sum can mix them with real ones.
create table campaign_metrics (
  tenant_id         uuid        not null,
  id                uuid        not null default gen_random_uuid(),
  workspace_id      uuid,
  campaign_id       uuid        not null,
  impressions       bigint      not null default 0 check (impressions >= 0),
  clicks            bigint      not null default 0 check (clicks >= 0),
  conversions       bigint      not null default 0 check (conversions >= 0),
  revenue           numeric     not null default 0,
  cost              numeric     not null default 0 check (cost >= 0),
  currency          char(3)     not null default 'USD',
  engagement_rate   numeric     check (engagement_rate >= 0),
  sent_count        bigint      not null default 0 check (sent_count >= 0),
  delivered_count   bigint      not null default 0 check (delivered_count >= 0),
  open_count        bigint      not null default 0 check (open_count >= 0),
  bounce_count      bigint      not null default 0 check (bounce_count >= 0),
  unsubscribe_count bigint      not null default 0 check (unsubscribe_count >= 0),
  shares            bigint      not null default 0 check (shares >= 0),
  comments          bigint      not null default 0 check (comments >= 0),
  likes             bigint      not null default 0 check (likes >= 0),
  video_views       bigint      not null default 0 check (video_views >= 0),
  data_mode         text        not null default 'real' check (data_mode in ('real', 'demo')),
  last_synced_at    timestamptz,
  created_at        timestamptz not null default current_timestamp,
  updated_at        timestamptz not null default current_timestamp,
  primary key (tenant_id, id),
  unique (tenant_id, campaign_id, data_mode),
  foreign key (tenant_id, workspace_id) references workspaces (tenant_id, id),
  foreign key (tenant_id, campaign_id) references campaigns (tenant_id, id)
);

create index idx_campaign_metrics_workspace_id on campaign_metrics (tenant_id, workspace_id);

-- Who changed which campaign, one of campaigns or one of a module's own. Rows are added and not changed, and stay
-- when the campaign goes: so there is no foreign key, and none to the workspace.
create table campaign_audit_log (
  tenant_id    uuid        not null,
  id           uuid        not null default gen_random_uuid(),
  workspace_id uuid,
  campaign_id  uuid        not null,
  action       text        not null
    check (action in ('created', 'updated', 'launched', 'paused', 'completed', 'archived')),
  changed_by   uuid,
  changes      jsonb       not null default '{}',
  created_at   timestamptz not null default current_timestamp,
  primary key (tenant_id, id)
);

create index idx_campaign_audit_log_workspace_id on campaign_audit_log (tenant_id, workspace_id);
create index idx_campaign_audit_log_campaign_id on campaign_audit_log (tenant_id, campaign_id, created_at);

-- One row per tenant and provider. A column that ends in _encrypted holds a secret that was encrypted before it came
-- here: the database never sees it.

create table ai_settings_resend (
  tenant_id         uuid        not null,
  id                uuid        not null default gen_random_uuid(),
  api_key_encrypted text,
  from_email        text,
  from_name         text,
  is_connected      boolean     not null default false,
  created_at        timestamptz not null default current_timestamp,
  updated_at        timestamptz not null default current_timestamp,
  primary key (tenant_id, id),
  unique (tenant_id)
);

create table ai_settings_twilio (
  tenant_id                   uuid        not null,
  id                          uuid        not null default gen_random_uuid(),
  twilio_account_sid          text,
  twilio_auth_token_encrypted text,
  twilio_phone_number         text,
  is_connected                boolean     not null default false,
  created_at                  timestamptz not null default current_timestamp,
  updated_at                  timestamptz not null default current_timestamp,
  primary key (tenant_id, id),
  unique (tenant_id)
);

-- vapi_public_key is for browsers and no secret.
create table ai_settings_voice (
  tenant_id                  uuid        not null,
  id                         uuid        not null default gen_random_uuid(),
  vapi_private_key_encrypted text,
  vapi_public_key            text,
  default_vapi_assistant_id  text,
  is_connected               boolean     not null default false,
  created_at                 timestamptz not null default current_timestamp,
  updated_at                 timestamptz not null default current_timestamp,
  primary key (tenant_id, id),
  unique (tenant_id)
);

create table ai_settings_social (
  tenant_id               uuid        not null,
  id                      uuid        not null default gen_random_uuid(),
  platform                text        not null check (platform in ('linkedin', 'facebook', 'twitter')),
  access_token_encrypted  text,
  refresh_token_encrypted text,
  is_connected            boolean     not null default false,
  created_at              timestamptz not null default current_timestamp,
  updated_at              timestamptz not null default current_timestamp,
  primary key (tenant_id, id),
  unique (tenant_id, platform)
);
