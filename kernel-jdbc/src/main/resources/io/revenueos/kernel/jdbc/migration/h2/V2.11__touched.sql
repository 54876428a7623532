-- PostgreSQL's V2.11 does this with a trigger.
alter table crm_contacts alter column updated_at set on update current_timestamp;
alter table email_sequences alter column updated_at set on update current_timestamp;
alter table campaigns alter column updated_at set on update current_timestamp;
alter table campaign_metrics alter column updated_at set on update current_timestamp;
alter table ai_settings_resend alter column updated_at set on update current_timestamp;
alter table ai_settings_twilio alter column updated_at set on update current_timestamp;
alter table ai_settings_voice alter column updated_at set on update current_timestamp;
alter table ai_settings_social alter column updated_at set on update current_timestamp;
alter table voice_agents alter column updated_at set on update current_timestamp;
alter table voice_phone_numbers alter column updated_at set on update current_timestamp;
alter table voice_call_records alter column updated_at set on update current_timestamp;
alter table assets alter column updated_at set on update current_timestamp;
alter table content_calendar alter column updated_at set on update current_timestamp;
alter table agent_runs alter column updated_at set on update current_timestamp;
alter table industry_verticals alter column updated_at set on update current_timestamp;
