INSERT INTO queued_mails (tenant_id, kind, data, due_at) VALUES
  ('01900000-0000-7000-8000-000000000001', 'address-changed', '{}', now() + interval '1 year');
