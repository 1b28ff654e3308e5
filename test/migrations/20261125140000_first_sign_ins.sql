INSERT INTO first_sign_ins (user_id, tenant_id, stage, since, mailed_at, failed_at, opened_at, signed_in_at) VALUES
  ('01900000-0000-7000-8000-000000000004', '01900000-0000-7000-8000-000000000001', 'opened', now(), now(), NULL, now(), NULL),
  ('01900000-0000-7000-8000-000000000006', '01900000-0000-7000-8000-000000000001', 'provisioned', now(), NULL, now(), NULL, NULL),
  ('01900000-0000-7000-8000-000000000007', '01900000-0000-7000-8000-000000000001', 'signed-in', now(), NULL, NULL, NULL, now());
INSERT INTO first_sign_in_rolls (tenant_id, up_to) VALUES
  ('01900000-0000-7000-8000-000000000001', '01900000-0000-7000-8000-000000000007');
INSERT INTO mail_rounds (id, tenant_id, by_id, by_name, users, stages, before, total, after, sent, problem, runner, ended_at) VALUES
  ('01900000-0000-7000-8000-000000000010', '01900000-0000-7000-8000-000000000001',
    '01900000-0000-7000-8000-000000000007', 'boss@acme.test', '{01900000-0000-7000-8000-000000000004}', '{provisioned}',
    '01900000-0000-7000-8000-000000000011', 1, '01900000-0000-7000-8000-000000000004', 1, 'none',
    '01900000-0000-7000-8000-000000000012', now());
