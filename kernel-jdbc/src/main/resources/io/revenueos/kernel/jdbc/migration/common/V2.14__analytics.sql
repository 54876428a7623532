-- What dashboards ask. Read through the analytics package only: nothing that changes anything goes by these. Money is
-- multiplied and never divided: it stays exact, and H2 would divide it to 100,000 digits.

-- One row per campaign and kind of data. Rates are null where there is nothing to divide by.
create view cmo_performance_snapshot as
  select c.tenant_id, c.workspace_id, c.id as campaign_id, c.name, c.channel, c.status, c.budget_allocated,
    m.currency, m.data_mode, m.impressions, m.clicks, m.conversions, m.revenue, m.cost,
    round(cast(m.clicks as numeric(30, 6)) / nullif(m.impressions, 0), 6) as click_rate,
    round(cast(m.conversions as numeric(30, 6)) / nullif(m.clicks, 0), 6) as conversion_rate,
    round(cast(m.revenue as numeric(30, 6)) / nullif(cast(m.cost as numeric(30, 6)), 0), 6) as return_on_spend,
    m.last_synced_at
  from campaigns c
  join campaign_metrics m on m.tenant_id = c.tenant_id and m.campaign_id = c.id;

-- Open deals by stage. What has no value yet counts as a deal and adds nothing.
create view cro_pipeline_view as
  select tenant_id, workspace_id, stage, currency, count(*) as deals, coalesce(sum("value"), 0) as total_value,
    coalesce(sum("value" * probability), 0) * 0.01 as weighted_value, min(created_at) as oldest_at
  from deals
  where stage not in ('closed_won', 'closed_lost')
  group by tenant_id, workspace_id, stage, currency;

create view lead_funnel_analysis as
  select tenant_id, workspace_id, status, count(*) as leads, count(score) as scored,
    round(avg(cast(score as numeric(10, 2))), 2) as average_score
  from leads
  group by tenant_id, workspace_id, status;

-- Open deals by the month in which they are expected to close, by the contract's rule: commit above 70 %, half of what
-- is between 40 and 70 % on top for base, all below 40 % on top of that for stretch.
create view revenue_forecast_view as
  select tenant_id, workspace_id, currency,
    cast(extract(year from expected_close_date) as integer) as close_year,
    cast(extract(month from expected_close_date) as integer) as close_month,
    count(*) as deals,
    sum(case when probability > 70 then "value" else 0 end) as commit_value,
    sum(case when probability > 70 then "value" when probability >= 40 then "value" * 0.5 else 0 end) as base_value,
    sum(case when probability between 40 and 70 then "value" * 0.5 else "value" end) as stretch_value,
    sum("value" * probability) * 0.01 as weighted_value
  from deals
  where stage not in ('closed_won', 'closed_lost')
    and expected_close_date is not null and "value" is not null and probability is not null
  group by tenant_id, workspace_id, currency,
    cast(extract(year from expected_close_date) as integer), cast(extract(month from expected_close_date) as integer);
