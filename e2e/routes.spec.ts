import { KeptConnection } from './kept-connection';
import { expect, test } from './next-door';
import { type Caller, callers } from './routes/callers';
import { discoveredRoutes, scimFiles, scimSegments, serverActions } from './routes/discovered';
import { expectedStatus } from './routes/expected';
import type { Rule } from './routes/rule';
import { rules } from './routes/rules';
import { makeWorld, type World } from './routes/world';

// Who may and who may not: every page, JSON route and SCIM endpoint is asked for by everybody. What a rule has to say
// stands in e2e/routes/rules.ts.

test.describe.configure({ timeout: 120_000 });

const scimRules = rules.filter(({ may }) => may === 'identity-provider');

test('every page and route has a rule', () => {
  const known = rules.filter((rule) => !scimRules.includes(rule)).map(({ route }) => route);
  expect(known.sort()).toEqual(discoveredRoutes().sort());
  expect(new Set(rules.map(({ route }) => route)).size).toBe(rules.length);
  expect(serverActions()).toEqual([]);
  console.log(`${rules.length} routes × ${callers.length} callers: ${rules.length * callers.length} answers`);
});

test('every SCIM endpoint and method has a rule', async ({ databaseUrl: _open }) => {
  const { credentials } = await makeWorld();
  const { key } = credentials.get('a live key') ?? {};
  const server = new KeptConnection(process.env.MUSTER_URL ?? '');
  const types = JSON.parse((await server.send('GET /scim/v2/ResourceTypes', { key })).body);
  const endpoints: string[] = types.Resources.map(({ endpoint }: { endpoint: string }) => endpoint.slice(1));
  const segmentOf = (route: string) => /\/scim\/v2\/?([^/]*)/.exec(route)?.[1] ?? '';
  const named = new Set(scimRules.map(({ route }) => segmentOf(route)));
  expect([...named].sort()).toEqual([...new Set([...endpoints, ...scimSegments()])].sort());
  expect(scimFiles()).toEqual(['[version]/[[...path]]/route.ts']);

  for (const path of new Set(scimRules.map(({ route }) => route.split(' ')[1] ?? ''))) {
    const { status, headers } = await server.send(`OPTIONS ${path.replace('[id]', 'x')}`, { key });
    if (status === 501) continue;
    const ruled = scimRules.map(({ route }) => route.split(' ')).filter(([, other]) => other === path);
    expect([path, String(headers.allow).split(', ').sort()]).toEqual([
      path,
      ruled.map(([method]) => method).sort(),
    ]);
  }
  server.close();
});

async function statusOf(server: KeptConnection, world: World, rule: Rule, caller: Caller): Promise<number> {
  const [kind, pattern = ''] = rule.route.split(' ');
  const params = (await rule.params?.(world)) ?? {};
  const path = pattern.replace(/\[(?:\.\.\.)?(\w+)\]/g, (_, name: string) => params[name] ?? 'none');
  const method = kind === 'PAGE' ? 'GET' : kind;
  // Each rule from an address of its own, as too many requests without a right key are refused as such.
  const headers = { 'x-forwarded-for': `198.51.100.${1 + rules.indexOf(rule)}` };
  const sent = { ...world.credentials.get(caller), body: rule.body, headers };
  const query = rule.query ? `?${rule.query}` : '';
  return (await server.send(`${method} ${path}${query}`, sent)).status;
}

for (const rule of rules)
  test(`${rule.route}: ${rule.may}`, async ({ databaseUrl: _open }) => {
    const world = await makeWorld();
    const server = new KeptConnection(process.env.MUSTER_URL ?? '');
    const answers: Record<string, number> = {};
    for (const caller of callers) answers[caller] = await statusOf(server, world, rule, caller);
    expect(answers).toEqual(
      Object.fromEntries(callers.map((caller) => [caller, expectedStatus(rule, caller)])),
    );
    server.close();
  });
