-- The tables of V12.1 under the kernel's policies.
select kernel_isolate(t::regclass) from unnest(array[
  'cro_targets', 'cro_forecasts', 'cro_deal_reviews']) t;
