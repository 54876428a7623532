-- The tables of V2.4 to V2.9 under the policies of V2.2.
select kernel_isolate(t::regclass) from unnest(array[
  'crm_contacts', 'lead_activities', 'email_sequences', 'campaigns', 'campaign_metrics', 'campaign_audit_log',
  'ai_settings_resend', 'ai_settings_twilio', 'ai_settings_voice', 'ai_settings_social', 'voice_agents',
  'voice_phone_numbers', 'voice_call_records', 'assets', 'asset_approvals', 'content_calendar', 'agent_runs']) t;

-- The operator's: tenants read it.
select kernel_give('industry_verticals');
revoke insert, update, delete on industry_verticals from revenueos_app;
