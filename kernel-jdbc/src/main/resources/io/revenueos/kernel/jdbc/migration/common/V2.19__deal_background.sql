-- What a forecast and a review learn from. All three are the host's to fill, and may be unknown.
alter table deals add column product text;
alter table deals add column started_on date;
alter table deals add column stakeholder_access text
  check (stakeholder_access in ('economic_buyer', 'champion', 'none'));
