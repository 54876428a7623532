-- PostgreSQL's V11.2 does this with a trigger.
alter table cmo_brand_profiles alter column updated_at set on update current_timestamp;
alter table cmo_icp_segments alter column updated_at set on update current_timestamp;
alter table cmo_offers alter column updated_at set on update current_timestamp;
alter table cmo_marketing_plans alter column updated_at set on update current_timestamp;
alter table cmo_plan_milestones alter column updated_at set on update current_timestamp;
alter table cmo_campaigns alter column updated_at set on update current_timestamp;
alter table cmo_campaign_channels alter column updated_at set on update current_timestamp;
alter table cmo_content_assets alter column updated_at set on update current_timestamp;
alter table cmo_content_variants alter column updated_at set on update current_timestamp;
alter table cmo_funnels alter column updated_at set on update current_timestamp;
alter table cmo_funnel_stages alter column updated_at set on update current_timestamp;
alter table cmo_calendar_events alter column updated_at set on update current_timestamp;
alter table cmo_metrics_snapshots alter column updated_at set on update current_timestamp;
alter table cmo_weekly_summaries alter column updated_at set on update current_timestamp;
