UPDATE tenants SET request_burst = 2000, request_rate = 200;
INSERT INTO request_buckets (tenant_id, tokens, at, refused, told_at) VALUES
  ('01900000-0000-7000-8000-000000000001', 1999.5, now(), 1, now());
