-- PostgreSQL's V2.2 does this with a trigger.
alter table workspaces alter column updated_at set on update current_timestamp;
alter table business_profiles alter column updated_at set on update current_timestamp;
alter table tenant_module_access alter column updated_at set on update current_timestamp;
alter table module_rollouts alter column updated_at set on update current_timestamp;
alter table leads alter column updated_at set on update current_timestamp;
alter table deals alter column updated_at set on update current_timestamp;
alter table tasks alter column updated_at set on update current_timestamp;
alter table cro_recommendations alter column updated_at set on update current_timestamp;
alter table os_tenant_registry alter column updated_at set on update current_timestamp;
