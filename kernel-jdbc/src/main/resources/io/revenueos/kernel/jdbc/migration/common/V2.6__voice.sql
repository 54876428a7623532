-- Voice: who speaks, from which number, and what was said.

create table voice_agents (
  tenant_id         uuid        not null,
  id                uuid        not null default gen_random_uuid(),
  workspace_id      uuid,
  name              text        not null,
  description       text,
  vapi_assistant_id text,
  system_prompt     text,
  voice_provider    text,
  voice_id          text,
  status            text        not null default 'draft' check (status in ('draft', 'active', 'archived')),
  created_by        uuid,
  created_at        timestamptz not null default current_timestamp,
  updated_at        timestamptz not null default current_timestamp,
  primary key (tenant_id, id),
  foreign key (tenant_id, workspace_id) references workspaces (tenant_id, id)
);

create index idx_voice_agents_workspace_id on voice_agents (tenant_id, workspace_id);
create index idx_voice_agents_status on voice_agents (tenant_id, status);

-- The tenant's numbers. A number that was given up is inactive.
create table voice_phone_numbers (
  tenant_id    uuid        not null,
  id           uuid        not null default gen_random_uuid(),
  phone_number text        not null,
  provider     text        not null check (provider in ('vapi', 'twilio')),
  provider_id  text,
  assigned_to  text,
  is_active    boolean     not null default true,
  created_at   timestamptz not null default current_timestamp,
  updated_at   timestamptz not null default current_timestamp,
  primary key (tenant_id, id),
  unique (tenant_id, phone_number)
);

-- One row per call, also when the provider reports it twice. The workspace is that of the lead, which may be one that
-- is not registered.
create table voice_call_records (
  tenant_id        uuid        not null,
  id               uuid        not null default gen_random_uuid(),
  workspace_id     uuid,
  phone_number_id  uuid,
  vapi_call_id     text,
  lead_id          uuid,
  direction        text        not null check (direction in ('inbound', 'outbound')),
  duration_seconds integer     not null default 0 check (duration_seconds >= 0),
  transcript       text,
  summary          text,
  sentiment        text        check (sentiment in ('positive', 'neutral', 'negative')),
  status           text        not null check (status in ('completed', 'failed', 'no_answer')),
  created_at       timestamptz not null default current_timestamp,
  updated_at       timestamptz not null default current_timestamp,
  primary key (tenant_id, id),
  unique (tenant_id, vapi_call_id),
  foreign key (tenant_id, phone_number_id) references voice_phone_numbers (tenant_id, id),
  foreign key (tenant_id, lead_id) references leads (tenant_id, id)
);

create index idx_voice_call_records_workspace_id on voice_call_records (tenant_id, workspace_id);
create index idx_voice_call_records_phone_number_id on voice_call_records (tenant_id, phone_number_id);
create index idx_voice_call_records_lead_id on voice_call_records (tenant_id, lead_id, created_at);
