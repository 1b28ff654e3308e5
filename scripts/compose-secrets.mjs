// `node scripts/compose-secrets.mjs`: makes the secrets that compose.yaml mounts. Those that are there stay as they are.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const folder = resolve(process.argv[2] ?? join(import.meta.dirname, '..', 'secrets'));
const random = () => randomBytes(32).toString('base64url');

/** A secret's text: what its file holds, or what `make` gives it now. */
function secret(name, make) {
  const file = join(folder, name);
  // Read by the servers' own user, who is nobody on this machine; the folder keeps everybody else out.
  if (!existsSync(file)) writeFileSync(file, make(), { mode: 0o644, flag: 'wx' });
  return readFileSync(file, 'utf8').trim();
}

mkdirSync(folder, { recursive: true, mode: 0o700 });
const password = secret('postgres_password', random);
secret('database_url', () => `postgresql://muster:${password}@postgres:5432/muster`);
secret('muster_secret', random);
secret('metrics_token', random);
console.log(`The secrets are in ${folder}. Keep a copy where only you can read it.`);
