INSERT INTO api_keys (id, tenant_id, configuration_id, hash, last_four, start, allowed_sources, expires_at, last_used_at,
  last_used_address, last_used_agent, name, reminded_days, retires_at, revoked_at, waiting) VALUES
  ('01900000-0000-7000-8000-000000000013', '01900000-0000-7000-8000-000000000001', '01900000-0000-7000-8000-000000000002',
    sha256('another key'), 'wxyz', 'mst_an', '{10.0.0.0/8}', now() + interval '30 days', now(), '10.1.2.3', 'Okta', 'Old key',
    7, now(), now(), FALSE);
