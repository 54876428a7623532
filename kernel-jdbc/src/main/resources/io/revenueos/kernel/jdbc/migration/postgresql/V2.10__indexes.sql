-- For the foreign keys and the workspaces of the tables that actions write. Most rows have none of them: those need no
-- entry, and a lookup by id cannot land here (V1.5 says why).
create index idx_tasks_lead_id on tasks (tenant_id, lead_id) where lead_id is not null;
create index idx_tasks_deal_id on tasks (tenant_id, deal_id) where deal_id is not null;
create index idx_cro_recommendations_workspace_id on cro_recommendations (tenant_id, workspace_id)
  where workspace_id is not null;
create index idx_cro_recommendations_deal_id on cro_recommendations (tenant_id, deal_id)
  where deal_id is not null;
create index idx_cro_recommendations_lead_id on cro_recommendations (tenant_id, lead_id)
  where lead_id is not null;
