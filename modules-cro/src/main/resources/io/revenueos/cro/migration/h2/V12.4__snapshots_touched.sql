-- PostgreSQL's V12.4 does this with a trigger.
alter table cro_forecast_snapshots alter column updated_at set on update current_timestamp;
