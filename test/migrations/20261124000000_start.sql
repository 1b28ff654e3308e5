-- A client as the first schema had it: connected to a provider, with people, roles and a history.
INSERT INTO tenants (id, slug, name) VALUES ('01900000-0000-7000-8000-000000000001', 'acme', 'Acme');
INSERT INTO configurations (id, tenant_id, provider)
VALUES ('01900000-0000-7000-8000-000000000002', '01900000-0000-7000-8000-000000000001', 'okta');
-- The key is mst_FromAnEarlierSchema0000000000000000000003My7ff.
INSERT INTO api_keys (id, tenant_id, configuration_id, hash, last_four, last_used_at) VALUES
  ('01900000-0000-7000-8000-000000000003', '01900000-0000-7000-8000-000000000001',
    '01900000-0000-7000-8000-000000000002', sha256('mst_FromAnEarlierSchema0000000000000000000003My7ff'), 'y7ff', now());
INSERT INTO users (id, tenant_id, configuration_id, user_name, user_name_key, external_id, active, display_name, given_name,
  family_name, title, email, email_key, attributes, version, deleted_at) VALUES
  ('01900000-0000-7000-8000-000000000004', '01900000-0000-7000-8000-000000000001',
    '01900000-0000-7000-8000-000000000002', 'Ada@acme.test', 'ada@acme.test', 'okta-1', TRUE, 'Ada Lovelace', 'Ada',
    'Lovelace', 'Countess', 'Ada@acme.test', 'ada@acme.test',
    '{"displayName":"Ada Lovelace","title":"Countess","name":{"givenName":"Ada","familyName":"Lovelace"},"emails":[{"value":"Ada@acme.test","type":"work","primary":true}]}',
    3, NULL),
  ('01900000-0000-7000-8000-000000000005', '01900000-0000-7000-8000-000000000001',
    '01900000-0000-7000-8000-000000000002', 'gone', 'gone', 'okta-2', FALSE, NULL, NULL, NULL, NULL, NULL, NULL, '{}', 2, now()),
  ('01900000-0000-7000-8000-000000000006', '01900000-0000-7000-8000-000000000001',
    '01900000-0000-7000-8000-000000000002', 'off', 'off', NULL, FALSE, NULL, NULL, NULL, NULL, 'o@b.test', 'o@b.test', '{}', 2, NULL);
-- A local user, who manages the client. The password is "a fine long password".
INSERT INTO users (id, tenant_id, user_name, user_name_key, email, email_key, password_hash) VALUES
  ('01900000-0000-7000-8000-000000000007', '01900000-0000-7000-8000-000000000001', 'boss@acme.test', 'boss@acme.test',
    'boss@acme.test', 'boss@acme.test', '$argon2id$v=19$m=19456,t=2,p=1$nmNPfxNuRu9Vy1uN39UL8A$EJ8D23DAtZU8whaZP4b0fhsJ8oaXyC5QeSlT4+uhHUs');
INSERT INTO roles (id, tenant_id, configuration_id, name, name_key, external_id, version) VALUES
  ('01900000-0000-7000-8000-000000000008', '01900000-0000-7000-8000-000000000001',
    '01900000-0000-7000-8000-000000000002', 'Engineers', 'engineers', 'okta-g1', 2),
  ('01900000-0000-7000-8000-000000000009', '01900000-0000-7000-8000-000000000001', NULL, 'Managers', 'managers', NULL, 1);
INSERT INTO role_permissions (role_id, permission) VALUES ('01900000-0000-7000-8000-000000000009', 'client.manage');
INSERT INTO memberships (tenant_id, role_id, user_id) VALUES
  ('01900000-0000-7000-8000-000000000001', '01900000-0000-7000-8000-000000000008', '01900000-0000-7000-8000-000000000004'),
  ('01900000-0000-7000-8000-000000000001', '01900000-0000-7000-8000-000000000009', '01900000-0000-7000-8000-000000000007');
INSERT INTO sessions (id, user_id, expires_at) VALUES
  ('01900000-0000-7000-8000-00000000000a', '01900000-0000-7000-8000-000000000007', now() + interval '1 day');
INSERT INTO password_links (id, user_id, hash, expires_at) VALUES
  ('01900000-0000-7000-8000-00000000000b', '01900000-0000-7000-8000-000000000004', sha256('link'), now() + interval '1 hour');
INSERT INTO setup_links (hash) VALUES (sha256('setup'));
INSERT INTO activities (id, tenant_id, actor, actor_id, actor_name, action, subject, subject_id, subject_name, outcome, detail) VALUES
  ('01900000-0000-7000-8000-00000000000c', '01900000-0000-7000-8000-000000000001', 'identity-provider',
    '01900000-0000-7000-8000-000000000002', 'Okta', 'user.created', 'user', '01900000-0000-7000-8000-000000000004',
    'Ada Lovelace', 'done', '{}'),
  ('01900000-0000-7000-8000-00000000000d', '01900000-0000-7000-8000-000000000001', 'user',
    '01900000-0000-7000-8000-000000000007', 'boss@acme.test', 'role.permissions-changed', 'role',
    '01900000-0000-7000-8000-000000000009', 'Managers', 'done', '{}');
