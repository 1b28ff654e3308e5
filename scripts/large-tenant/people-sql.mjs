// What a directory at size looks like, as SQL: users, roles and memberships of one tenant, n at a time.

const given =
  'Ada Alan Barbara Carl Dana Edsger Frances Grace Hedy Ida Jean Katherine Linus Margaret Niklaus Olga Peter Radia Sophie Tim Ursula Vint Wanda Yukihiro Zoe Ahmed Bjarne Chen Dieter Elena'.split(
    ' ',
  );
const heads =
  'Love Hop Tur Lis John Dijk Ham Berg Ritch Thomp Wal Stal Brook Har Green Whit Black Lang Mar Nor Ost Pell Quin Ross Sand Tal Under Vos West Young'.split(
    ' ',
  );
const tails =
  'lace per ing kov son stra ilton mann ie by ström ley wood ford field er man ham ton dahl'.split(' ');

const list = (words) => `ARRAY[${words.map((word) => `'${word}'`).join(',')}]`;
const pick = (words, number) => `(${list(words)})[1 + (${number}) % ${words.length}]`;

/** Functions of this session: the id and the names of the n-th user of a tenant, always the same. */
export const functions = `
  CREATE OR REPLACE FUNCTION pg_temp.v7(at timestamptz, seed text) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
    SELECT (lpad(to_hex(floor(extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7' || substr(md5(seed), 1, 3)
      || '8' || substr(md5(seed), 4, 15))::uuid $$;
  CREATE OR REPLACE FUNCTION pg_temp.user_at(n bigint) RETURNS timestamptz LANGUAGE sql IMMUTABLE AS $$
    SELECT timestamptz '2024-11-20 00:00:00Z' + n * interval '7 milliseconds' $$;
  CREATE OR REPLACE FUNCTION pg_temp.user_id(slug text, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
    SELECT pg_temp.v7(pg_temp.user_at(n), slug || n) $$;
  CREATE OR REPLACE FUNCTION pg_temp.given(n bigint) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT ${pick(given, 'n * 7')} $$;
  CREATE OR REPLACE FUNCTION pg_temp.family(n bigint) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT ${pick(heads, 'n / 30')} || ${pick(tails, 'n / 900')} $$;`;

/** Users from..to of a tenant: 2 of 100 removed, 4 deactivated, 1 of 500 local. $1 tenant, $2 configuration, $3 slug */
export const users = `
  INSERT INTO users (id, tenant_id, configuration_id, user_name, user_name_key, external_id, active, display_name,
    given_name, family_name, title, email, email_key, attributes, version, created_at, updated_at, deleted_at)
  SELECT pg_temp.user_id($3, n), $1, CASE WHEN n % 500 = 7 THEN NULL ELSE $2::uuid END, address,
    lower(normalize(address, NFKC)), CASE WHEN n % 500 = 7 THEN NULL ELSE '00u' || substr(md5($3 || n), 1, 17) END,
    n % 100 > 5, given || ' ' || family, given, family, title, address, lower(normalize(address, NFKC)),
    jsonb_build_object('name', jsonb_build_object('givenName', given, 'familyName', family), 'title', title,
      'displayName', given || ' ' || family, 'locale', 'en-GB',
      'emails', jsonb_build_array(jsonb_build_object('value', address, 'type', 'work', 'primary', true)),
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
      jsonb_build_object('department', 'Department ' || n % 90, 'employeeNumber', n::text)),
    2, pg_temp.user_at(n), pg_temp.user_at(n), CASE WHEN n % 100 < 2 THEN now() END
  FROM (SELECT n, pg_temp.given(n) AS given, pg_temp.family(n) AS family, 'Grade ' || n % 40 AS title,
    pg_temp.given(n) || '.' || pg_temp.family(n) || n || '@' || $3 || '.test' AS address
    FROM generate_series($4::bigint, $5::bigint) AS n) AS person`;

/** Roles 1..$4 of a tenant, one of ten with a permission. */
export const roles = `
  INSERT INTO roles (id, tenant_id, configuration_id, name, name_key, external_id)
  SELECT pg_temp.v7('2024-11-20', $3 || 'role' || n), $1, CASE WHEN n % 10 = 3 THEN NULL ELSE $2::uuid END,
    'Role ' || n, 'role ' || n, CASE WHEN n % 10 = 3 THEN NULL ELSE 'group-' || n END
  FROM generate_series(1, $4::int) AS n`;

export const permissions = `
  INSERT INTO role_permissions (role_id, permission)
  SELECT pg_temp.v7('2024-11-20', $1 || 'role' || n), 'users.view' FROM generate_series(10, $2::int, 10) AS n`;

/** Every $4-th user that is not removed has role number $3. */
export const members = `
  INSERT INTO memberships (tenant_id, role_id, user_id)
  SELECT $1, pg_temp.v7('2024-11-20', $2 || 'role' || $3::int), pg_temp.user_id($2, n)
  FROM generate_series($4::bigint, $5::bigint, $4::bigint) AS n WHERE n % 100 > 1 ON CONFLICT DO NOTHING`;

/** A handful of members for each of the roles from..to. */
export const smallRoles = `
  INSERT INTO memberships (tenant_id, role_id, user_id)
  SELECT DISTINCT $1::uuid, pg_temp.v7('2024-11-20', $2 || 'role' || r),
    pg_temp.user_id($2, 1 + (r * 104729 + k * 7919) % $5::bigint)
  FROM generate_series($3::int, $4::int) AS r, generate_series(1, 5 + r % 300) AS k
  WHERE (1 + (r * 104729 + k * 7919) % $5::bigint) % 100 > 1 ON CONFLICT DO NOTHING`;

/**
 * Activity from..to of a tenant, over two years: 985 of 1000 done by the identity provider, 5 refused, 10 by
 * people. $1 tenant, $2 configuration, $3 slug, $4..$5 numbers, $6 how many there are, $7 how many users
 */
export const activities = `
  INSERT INTO activities (id, tenant_id, at, actor, actor_id, actor_name, action, subject, subject_id, subject_name,
    outcome, detail)
  SELECT pg_temp.v7(at, $3 || n), $1, at, actor,
    CASE actor WHEN 'identity-provider' THEN $2::uuid WHEN 'user' THEN pg_temp.user_id($3, who) END,
    CASE actor WHEN 'identity-provider' THEN 'Okta' WHEN 'user' THEN pg_temp.given(who) ELSE 'Sign-in' END, action,
    subject, CASE subject WHEN 'user' THEN pg_temp.user_id($3, who) WHEN 'role'
      THEN pg_temp.v7('2024-11-20', $3 || 'role' || CASE WHEN n % 3 = 0 THEN 2 ELSE n % 200 END) END,
    CASE subject WHEN 'user' THEN pg_temp.given(who) || ' ' || pg_temp.family(who)
      WHEN 'role' THEN 'Role' ELSE 'PATCH /Users/42' END,
    outcome, CASE outcome WHEN 'done' THEN '{"changes": {"title": {"from": "Grade 7", "to": "Grade 8"}}}'
      ELSE '{"status": 400, "scimType": "invalidValue", "detail": "userName is missing."}' END::jsonb
  FROM (SELECT n, at, 1 + (n * 7919) % $7::bigint AS who,
      CASE WHEN h < 4 THEN 'identity-provider' WHEN h = 4 THEN 'system' WHEN h < 15 THEN 'user'
        ELSE 'identity-provider' END AS actor,
      CASE WHEN h < 4 THEN 'request.refused' WHEN h = 4 THEN 'user.sign-in-refused' WHEN h < 15 THEN 'user.signed-in'
        WHEN h < 115 THEN 'role.members-added' ELSE 'user.updated' END AS action,
      CASE WHEN h < 4 THEN 'request' WHEN h >= 15 AND h < 115 THEN 'role' ELSE 'user' END AS subject,
      CASE WHEN h < 5 THEN 'refused' ELSE 'done' END AS outcome
    FROM (SELECT n, (n * 31) % 1000 AS h, timestamptz '2024-11-20' + n * (interval '730 days' / $6::float8) AS at
      FROM generate_series($4::bigint, $5::bigint) AS n) AS numbered) AS told`;
