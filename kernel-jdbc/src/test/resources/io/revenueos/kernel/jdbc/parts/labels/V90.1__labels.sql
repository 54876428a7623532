create table labels (
  tenant_id uuid not null,
  id        uuid not null default gen_random_uuid(),
  label     text not null,
  primary key (tenant_id, id)
);
