-- PostgreSQL's V12.2 does this with a trigger.
alter table cro_targets alter column updated_at set on update current_timestamp;
alter table cro_forecasts alter column updated_at set on update current_timestamp;
alter table cro_deal_reviews alter column updated_at set on update current_timestamp;
