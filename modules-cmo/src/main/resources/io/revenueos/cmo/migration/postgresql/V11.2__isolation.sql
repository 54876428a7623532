-- The tables of V11.1 under the kernel's policies.
select kernel_isolate(t::regclass) from unnest(array[
  'cmo_brand_profiles', 'cmo_icp_segments', 'cmo_offers', 'cmo_marketing_plans', 'cmo_plan_milestones',
  'cmo_campaigns', 'cmo_campaign_channels', 'cmo_content_assets', 'cmo_content_variants', 'cmo_funnels',
  'cmo_funnel_stages', 'cmo_calendar_events', 'cmo_metrics_snapshots', 'cmo_weekly_summaries']) t;
