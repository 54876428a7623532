create table notes (
  tenant_id uuid not null,
  id        uuid not null default gen_random_uuid(),
  lead_id   uuid,
  note      text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, lead_id) references leads (tenant_id, id)
);
