-- Who works where inside a tenant, and which modules it has. Users live with the host's own sign-in: user_id is its id.

create table workspaces (
  tenant_id  uuid        not null,
  id         uuid        not null default gen_random_uuid(),
  name       text        not null,
  slug       text        not null,
  owner_id   uuid,
  settings   jsonb       not null default '{}',
  status     text        not null default 'active' check (status in ('active', 'archived')),
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null default current_timestamp,
  primary key (tenant_id, id),
  unique (tenant_id, slug)
);

create index idx_workspaces_owner on workspaces (tenant_id, owner_id);

create table workspace_members (
  tenant_id    uuid        not null,
  id           uuid        not null default gen_random_uuid(),
  workspace_id uuid        not null,
  user_id      uuid        not null,
  role         text        not null check (role in ('owner', 'admin', 'member', 'viewer')),
  created_at   timestamptz not null default current_timestamp,
  primary key (tenant_id, id),
  unique (tenant_id, workspace_id, user_id),
  foreign key (tenant_id, workspace_id) references workspaces (tenant_id, id)
);

create index idx_workspace_members_user on workspace_members (tenant_id, user_id);

-- Who belongs to a tenant at all. An admin sees every workspace of it.
create table user_tenants (
  tenant_id  uuid        not null,
  id         uuid        not null default gen_random_uuid(),
  user_id    uuid        not null,
  role       text        not null check (role in ('admin', 'member')),
  created_at timestamptz not null default current_timestamp,
  primary key (tenant_id, id),
  unique (tenant_id, user_id)
);

-- What they may ask of the modules. An open set: a module's manifest names the roles that it admits.
create table user_roles (
  tenant_id  uuid        not null,
  id         uuid        not null default gen_random_uuid(),
  user_id    uuid        not null,
  role       text        not null check (length(role) between 1 and 50),
  created_at timestamptz not null default current_timestamp,
  primary key (tenant_id, id),
  unique (tenant_id, user_id, role),
  foreign key (tenant_id, user_id) references user_tenants (tenant_id, user_id)
);

create table business_profiles (
  tenant_id            uuid        not null,
  id                   uuid        not null default gen_random_uuid(),
  workspace_id         uuid        not null,
  user_id              uuid,
  business_name        text        not null,
  business_description text,
  industry             text,
  brand_colors         jsonb       not null default '{}',
  brand_fonts          jsonb       not null default '{}',
  logo_url             text,
  target_audiences     jsonb       not null default '[]',
  created_at           timestamptz not null default current_timestamp,
  updated_at           timestamptz not null default current_timestamp,
  primary key (tenant_id, id),
  unique (tenant_id, workspace_id),
  foreign key (tenant_id, workspace_id) references workspaces (tenant_id, id)
);

-- A tenant's own switch for a module. Without a row module_rollouts decides.
create table tenant_module_access (
  tenant_id  uuid        not null,
  module_id  text        not null,
  is_enabled boolean     not null,
  changed_by text        not null,
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null default current_timestamp,
  primary key (tenant_id, module_id)
);

-- What holds for tenants that have no switch of their own. The operator's: it has no tenant. Without a row an
-- active module is on. beta_only: on for tenants that take part in the beta (config.beta of the registry), off
-- for others; rollout_percent: on for that share of the others, chosen by a stable hash of the tenant.
create table module_rollouts (
  module_id       text        not null primary key,
  default_enabled boolean     not null default true,
  beta_only       boolean     not null default false,
  rollout_percent integer     not null default 100 check (rollout_percent between 0 and 100),
  changed_by      text        not null,
  updated_at      timestamptz not null default current_timestamp
);

-- Every tenant has a workspace with its own id, those that were registered before too.
insert into workspaces (tenant_id, id, name, slug)
select tenant_id, tenant_id, name, 'default' from os_tenant_registry;

-- People look for what is in their workspace.
drop index idx_tasks_status;
create index idx_tasks_status on tasks (tenant_id, workspace_id, status, due_date);
drop index idx_channel_outbox_status;
create index idx_channel_outbox_status on channel_outbox (tenant_id, workspace_id, status, scheduled_at);
