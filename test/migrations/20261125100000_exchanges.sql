INSERT INTO exchanges (id, tenant_id, key_id, at, method, path, status, duration_us, user_agent, request, answer) VALUES
  ('01900000-0000-7000-8000-00000000000e', '01900000-0000-7000-8000-000000000001',
    '01900000-0000-7000-8000-000000000003', now(), 'POST', '/Users', 201, 1500, 'Okta', '{}', '{}');
UPDATE activities SET request_id = '01900000-0000-7000-8000-00000000000e'
WHERE id = '01900000-0000-7000-8000-00000000000c';
INSERT INTO request_hours (tenant_id, configuration_id, hour, requests, changes, refused) VALUES
  ('01900000-0000-7000-8000-000000000001', '01900000-0000-7000-8000-000000000002', date_trunc('hour', now()), 3, 2, 1);
INSERT INTO latest_requests (id, tenant_id, at, method, path, status, user_agent, last_four, problem) VALUES
  ('01900000-0000-7000-8000-00000000000f', '01900000-0000-7000-8000-000000000001', now(), 'GET', '/Users', 401, 'Okta',
    'abcd', 'unknown-key');
UPDATE api_keys SET start = 'FromAn';
