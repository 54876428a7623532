-- The rest of the CRM: contacts, what happened with a lead or a deal, and email sequences. In these tables and in
-- every later one a row without a workspace is the whole tenant's.

-- What the review of a deal looks at. A host that fills deals keeps them.
alter table deals add column last_activity_at timestamptz;
alter table deals add column competitor text;

create index idx_leads_score on leads (tenant_id, score);
create index idx_leads_created_at on leads (tenant_id, created_at);
create index idx_leads_name on leads (tenant_id, last_name, first_name);
create index idx_leads_company on leads (tenant_id, company);
create index idx_deals_workspace_id on deals (tenant_id, workspace_id);
create index idx_deals_stage on deals (tenant_id, stage);
create index idx_deals_value on deals (tenant_id, "value");

-- People, prospects and customers alike. lifecycle_stage is the host's own word.
create table crm_contacts (
  tenant_id       uuid        not null,
  id              uuid        not null default gen_random_uuid(),
  workspace_id    uuid,
  email           text,
  phone           text,
  first_name      text,
  last_name       text,
  company_name    text,
  role_title      text,
  status          text        not null default 'prospect'
    check (status in ('prospect', 'customer', 'inactive', 'archived')),
  lifecycle_stage text,
  created_at      timestamptz not null default current_timestamp,
  updated_at      timestamptz not null default current_timestamp,
  primary key (tenant_id, id),
  foreign key (tenant_id, workspace_id) references workspaces (tenant_id, id)
);

create index idx_crm_contacts_workspace_id on crm_contacts (tenant_id, workspace_id);
create index idx_crm_contacts_status on crm_contacts (tenant_id, status);
create index idx_crm_contacts_email on crm_contacts (tenant_id, email);

-- What happened with a lead or a deal, in the order of occurred_at. Rows are added and not changed. The workspace is
-- that of the lead or the deal, which may be one that is not registered: leads and deals are older than workspaces.
create table lead_activities (
  tenant_id    uuid        not null,
  id           uuid        not null default gen_random_uuid(),
  workspace_id uuid,
  lead_id      uuid,
  deal_id      uuid,
  kind         text        not null
    check (kind in ('email', 'sms', 'call', 'meeting', 'note', 'task', 'stage_change', 'form', 'other')),
  occurred_at  timestamptz not null,
  details      jsonb       not null default '{}',
  created_by   uuid,
  created_at   timestamptz not null default current_timestamp,
  primary key (tenant_id, id),
  check (lead_id is not null or deal_id is not null),
  foreign key (tenant_id, lead_id) references leads (tenant_id, id),
  foreign key (tenant_id, deal_id) references deals (tenant_id, id)
);

create index idx_lead_activities_workspace_id on lead_activities (tenant_id, workspace_id);
create index idx_lead_activities_lead_id on lead_activities (tenant_id, lead_id, occurred_at);
create index idx_lead_activities_deal_id on lead_activities (tenant_id, deal_id, occurred_at);

create table email_sequences (
  tenant_id       uuid        not null,
  id              uuid        not null default gen_random_uuid(),
  workspace_id    uuid,
  name            text        not null,
  description     text,
  status          text        not null default 'draft'
    check (status in ('draft', 'active', 'paused', 'archived')),
  trigger_type    text        not null default 'manual' check (trigger_type in ('manual', 'auto')),
  total_steps     integer     not null default 0 check (total_steps >= 0),
  enrolled_count  integer     not null default 0 check (enrolled_count >= 0),
  completed_count integer     not null default 0 check (completed_count >= 0),
  created_by      uuid,
  created_at      timestamptz not null default current_timestamp,
  updated_at      timestamptz not null default current_timestamp,
  primary key (tenant_id, id),
  foreign key (tenant_id, workspace_id) references workspaces (tenant_id, id)
);

create index idx_email_sequences_workspace_id on email_sequences (tenant_id, workspace_id);
create index idx_email_sequences_status on email_sequences (tenant_id, status);
