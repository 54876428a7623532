-- What a tenant's agents have taken of a day's budgets, in UTC, what is reserved included: all of them together (module
-- and agent empty), those of a module (agent empty), and each of them. A new day has no rows, and so nothing is taken.
create table agent_budget_use (
  tenant_id  uuid        not null,
  used_on    date        not null,
  module_id  text        not null default '',
  agent      text        not null default '',
  runs       bigint      not null default 0 check (runs >= 0),
  tokens     bigint      not null default 0 check (tokens >= 0),
  cost       numeric     not null default 0 check (cost >= 0),
  currency   char(3)     not null default 'USD' check (currency = 'USD'),
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null default current_timestamp,
  primary key (tenant_id, used_on, module_id, agent)
);

-- What a run that goes on may still take, and of which day's budgets.
alter table agent_runs add column reserved_tokens bigint not null default 0 check (reserved_tokens >= 0);
alter table agent_runs add column reserved_cost numeric not null default 0 check (reserved_cost >= 0);
alter table agent_runs add column used_on date;
