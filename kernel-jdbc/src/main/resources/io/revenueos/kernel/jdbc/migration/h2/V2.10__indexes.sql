-- H2 has no partial indexes; PostgreSQL's V2.10 says what each is for.
create index idx_tasks_lead_id on tasks (tenant_id, lead_id);
create index idx_tasks_deal_id on tasks (tenant_id, deal_id);
create index idx_cro_recommendations_workspace_id on cro_recommendations (tenant_id, workspace_id);
create index idx_cro_recommendations_deal_id on cro_recommendations (tenant_id, deal_id);
create index idx_cro_recommendations_lead_id on cro_recommendations (tenant_id, lead_id);
