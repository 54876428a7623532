-- A view answers with the rights of whoever asks, and so within the policies.
do $$
declare
  named text;
begin
  foreach named in array array[
    'cmo_performance_snapshot', 'cro_pipeline_view', 'lead_funnel_analysis', 'revenue_forecast_view'] loop
    execute format('alter view %I set (security_invoker = true)', named);
    execute format('revoke all on %I from public', named);
    execute format('grant select on %I to revenueos_app', named);
    execute format('alter view %I owner to revenueos_owner', named);
  end loop;
end $$;
