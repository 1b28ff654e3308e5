UPDATE configurations SET guarded_from = now();
INSERT INTO circuit_breakers (configuration_id, tenant_id, slots, people, people_at, holding_since, warned_at) VALUES
  ('01900000-0000-7000-8000-000000000002', '01900000-0000-7000-8000-000000000001', '{1,2}', 3, now(), now(), now());
INSERT INTO held_changes (configuration_id, user_id, tenant_id, kind) VALUES
  ('01900000-0000-7000-8000-000000000002', '01900000-0000-7000-8000-000000000004',
    '01900000-0000-7000-8000-000000000001', 'deactivate');
