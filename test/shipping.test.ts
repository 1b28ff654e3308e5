import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { readEnv, variableNames } from '../lib/env';
import { secretVariables } from '../lib/env-files';

const root = resolve(import.meta.dirname, '..');
const read = (file: string) => readFileSync(resolve(root, file), 'utf8');

interface Service {
  readonly image?: string;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly restart?: string;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly environment?: Readonly<Record<string, string>>;
  readonly secrets?: readonly string[];
  readonly volumes?: readonly string[];
  readonly networks?: readonly string[];
  readonly privileged?: boolean;
  readonly ports?: readonly string[];
}

const compose: {
  services: Record<string, Service>;
  secrets: Record<string, { file: string }>;
  volumes: Record<string, unknown>;
  networks: Record<string, { internal?: boolean }>;
} = parse(read('compose.yaml'), { merge: true });

const services = Object.entries(compose.services);
const servers = services.filter(([name]) => name.startsWith('muster-'));

test.each(services)('%s runs with no more than it needs, and says how it is', (_, service) => {
  expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'], restart: 'unless-stopped' });
  expect(service.security_opt).toContain('no-new-privileges:true');
  expect(service.privileged).toBeUndefined();
  expect(service.healthcheck?.test[0]).toBe('CMD');
  expect(service.image).not.toMatch(/:latest$/);
});

test('two servers stand behind the proxy, which alone is reached from outside', () => {
  expect(servers).toHaveLength(2);
  expect(services.filter(([, { ports }]) => ports).map(([name]) => name)).toEqual(['proxy']);
  expect(compose.networks.inside?.internal).toBe(true);
  expect(compose.services.postgres?.networks).toEqual(['inside']);
  const proxy = read('docker/haproxy.cfg');
  for (const [name] of servers) expect(proxy).toContain(`server ${name} ${name}:3000`);
});

test.each(servers)(
  'every variable of %s is one that Muster reads, and no secret stands in the file',
  (_, service) => {
    const files = secretVariables.map((name) => `${name}_FILE`);
    for (const [name, value] of Object.entries(service.environment ?? {})) {
      expect([...variableNames, ...files], `compose.yaml sets ${name}`).toContain(name);
      if (files.includes(name)) {
        const secret = value.replace('/run/secrets/', '');
        expect(service.secrets, `${name} needs its secret mounted`).toContain(secret);
        expect(Object.keys(compose.secrets)).toContain(secret);
      }
    }
    expect(read('compose.yaml')).not.toMatch(/(?:PASSWORD|SECRET|TOKEN):/);
    const given = Object.entries(service.environment ?? {}).filter(([name]) => !files.includes(name));
    const filled = given.map(([name, value]) => [name, value.replace(/\$\{\w+:-(.*)\}/, '$1')]);
    expect(readEnv(Object.fromEntries(filled))).toMatchObject({ TRUSTED_PROXIES: 1, WEB_CONCURRENCY: 1 });
  },
);

test('every volume, secret and file that compose.yaml names is there', () => {
  for (const [, { volumes = [], secrets = [] }] of services) {
    for (const volume of volumes) {
      const [source = ''] = volume.split(':');
      if (source.startsWith('.')) expect(existsSync(resolve(root, source)), source).toBe(true);
      else expect(Object.keys(compose.volumes)).toContain(source);
    }
    for (const secret of secrets) expect(Object.keys(compose.secrets)).toContain(secret);
  }
  const made = read('scripts/compose-secrets.mjs');
  for (const [name, { file }] of Object.entries(compose.secrets)) {
    expect(file).toBe(`./secrets/${name}`);
    expect(made).toContain(`secret('${name}'`);
  }
  expect(read('.gitignore')).toContain('secrets/');
});

/** The Dockerfile's instructions, one a line. */
const instructions = read('Dockerfile')
  .replaceAll(/^#.*\n/gm, '')
  .replaceAll(/\\\n\s*/g, ' ')
  .split('\n')
  .filter(Boolean);

test('the image is small and careful: a user without rights, a health check, no secrets', () => {
  const stages = instructions.filter((line) => line.startsWith('FROM '));
  expect(stages.every((line) => /^FROM node:\d+-\w+-slim(?: AS \w+)?$/.test(line))).toBe(true);
  const last = instructions.slice(instructions.lastIndexOf(stages.at(-1) ?? ''));
  expect(last).toContain('USER node');
  expect(last.find((line) => line.startsWith('HEALTHCHECK'))).toMatch(/CMD \["node", "-e", ".*\/api\/health/);
  expect(last).toContain('CMD ["node", "dist/server.js"]');
  expect(last).toContain('EXPOSE 3000');
  for (const line of instructions.filter((one) => /^(?:ENV|ARG) /.test(one)))
    for (const secret of secretVariables) expect(line).not.toContain(secret);
  const [, version = ''] = /FROM node:(\d+)/.exec(stages[0] ?? '') ?? [];
  expect(Number(version)).toBeGreaterThanOrEqual(20);
  const set = last.find((line) => line.startsWith('ENV ')) ?? '';
  for (const [, name = ''] of set.matchAll(/(\w+)=/g))
    expect(variableNames, `the Dockerfile sets ${name}`).toContain(name);
});

test('what the image is made from is there, and nothing private or built is sent to the engine', () => {
  for (const line of instructions.filter((one) => one.startsWith('COPY ') && !one.includes('--from')))
    for (const source of line.split(' ').slice(1, -1))
      expect(existsSync(resolve(root, source)), source).toBe(true);
  const ignored = read('.dockerignore')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'));
  expect(ignored[0]).toBe('*');
  const sent = ignored.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
  // public may be empty.
  for (const name of sent.filter((one) => one !== 'public'))
    expect(existsSync(resolve(root, name)), name).toBe(true);
  for (const name of ['.git', '.env', '.data', 'node_modules', 'secrets', '.next', 'dist'])
    expect(sent).not.toContain(name);
  // Whatever the build reads has to be sent.
  const needed = [
    'app',
    'components',
    'lib',
    'prisma',
    'scripts',
    'server.ts',
    'proxy.ts',
    'next.config.mjs',
  ];
  expect(sent).toEqual(expect.arrayContaining([...needed, 'package.json', 'package-lock.json', 'LICENSE']));
});

/** The variables of the README's table. */
const documented = [...read('README.md').matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name = '']) => name);

test('every variable that Muster reads stands in the README, and no other', () => {
  // Node's own: npm and the image set it.
  const readers = variableNames.filter((name) => name !== 'NODE_ENV');
  const missing = readers.filter((name) => !documented.includes(name));
  expect(missing, 'Add a row to the table of variables in README.md for each of these').toEqual([]);
  const strange = documented.filter((name) => !readers.includes(name));
  expect(strange, 'README.md has rows for variables that lib/env.ts does not read').toEqual([]);
  expect(new Set(documented).size).toBe(documented.length);
});

// A path can be anything that the system takes.
test.each(variableNames.filter((name) => name !== 'MUSTER_DATA_DIR'))(
  'a wrong %s is refused at start, by name',
  (name) => {
    expect(() => readEnv({ [name]: '?!' })).toThrow(new RegExp(`^  ${name}: must `, 'm'));
  },
);
