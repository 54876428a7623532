-- Messages, reserved before any provider is called. Caused by action_id. provider, sent_at and
-- provider_response stay empty until a provider takes the message.
create table channel_outbox (
  tenant_id         uuid        not null,
  id                uuid        not null default gen_random_uuid(),
  workspace_id      uuid,
  channel           text        not null
    check (channel in ('email', 'sms', 'voice', 'voice_vm', 'linkedin', 'landing_page')),
  provider          text,
  recipient_id      uuid,
  recipient_email   text,
  recipient_phone   text,
  target_kind       text        not null,
  target_id         text        not null,
  payload           jsonb       not null,
  status            text        not null default 'scheduled'
    check (status in ('scheduled', 'sent', 'delivered', 'failed')),
  scheduled_at      timestamptz not null,
  sent_at           timestamptz,
  provider_response jsonb,
  action_id         bigint      not null,
  correlation_id    text        not null,
  idempotency_key   text        not null,
  created_at        timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, idempotency_key),
  check (recipient_email is not null or recipient_phone is not null)
);

create index channel_outbox_by_action on channel_outbox (tenant_id, action_id);
create index idx_channel_outbox_status on channel_outbox (tenant_id, status, scheduled_at);
