-- PostgreSQL's V2.17 does this with a trigger.
alter table agent_budget_use alter column updated_at set on update current_timestamp;
