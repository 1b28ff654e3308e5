import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';

const root = resolve(import.meta.dirname, '..');

/** Runs one of the operator's commands with --json beside the server and returns what it answers. */
export async function muster<Answer>(args: readonly string[], input = ''): Promise<Answer> {
  const child = spawn(process.execPath, ['dist/muster.js', ...args, '--json'], { cwd: root });
  child.stdin.end(input);
  const ended = new Promise<number | null>((done) => child.on('close', done));
  const [code, output, errors] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  if (code !== 0) throw new Error(`muster ${args.join(' ')} ended with ${code}: ${errors}`);
  return JSON.parse(output);
}

/** A tenant with an administrator who can sign in. */
export interface Tenant {
  readonly tenantId: string;
  readonly slug: string;
  readonly name: string;
  readonly adminEmail: string;
  readonly password: string;
}

let made = 0;

/** Makes a tenant of this name with an administrator of its own. */
export async function createTenant(name = 'Acme'): Promise<Tenant> {
  made += 1;
  const password = 'Correct horse battery 7';
  const adminEmail = `admin-${process.pid}-${made}@acme.test`;
  const args = ['tenant', 'create', '--name', name, '--admin-email', adminEmail, '--admin-password-stdin'];
  const { tenantId, slug } = await muster<{ tenantId: string; slug: string }>(args, password);
  return { tenantId, slug, name, adminEmail, password };
}

/** What an identity provider is given. */
export interface Connection {
  readonly scimUri: string;
  readonly apiKey: string;
}

/** Connects an identity provider to a tenant, without the pages. */
export function connectProvider(slug: string, provider = 'okta'): Promise<Connection> {
  return muster(['scim', 'connect', '--tenant', slug, '--provider', provider]);
}
