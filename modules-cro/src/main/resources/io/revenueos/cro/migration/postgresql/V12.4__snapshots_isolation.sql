-- The tables of V12.3 under the kernel's policies.
select kernel_isolate(t::regclass) from unnest(array[
  'cro_forecast_snapshots', 'cro_forecast_snapshot_deals']) t;
