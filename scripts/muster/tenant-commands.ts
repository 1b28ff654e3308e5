import { text as readAll } from 'node:stream/consumers';
import { checkPassword, createPasswordLink, hashPassword, passwordLinkMinutes } from '../../lib/auth';
import { transaction } from '../../lib/database';
import { createTenantIn, listTenants } from '../../lib/directory';
import { type Answer, type Command, operator, text, type Values } from './command';

async function passwordFromInput(adminEmail: string, name: string): Promise<string> {
  const password = (await readAll(process.stdin)).replace(/\r?\n$/, '');
  checkPassword(password, adminEmail, name);
  return hashPassword(password);
}

async function create(values: Values): Promise<Answer> {
  const name = text(values, 'name');
  const adminEmail = text(values, 'admin-email');
  const adminPasswordHash = values['admin-password-stdin']
    ? await passwordFromInput(adminEmail, name)
    : undefined;
  const made = await transaction(async (tx) => {
    const tenant = await createTenantIn(tx, { name, adminEmail, adminPasswordHash, actor: operator });
    const link = adminPasswordHash ? null : await createPasswordLink(tx, tenant.adminId, new Date());
    return { ...tenant, setPasswordUrl: link?.url ?? null };
  });
  const { tenantId, slug, setPasswordUrl } = made;
  const next = setPasswordUrl
    ? `${made.adminEmail} sets a password at (valid once, for ${passwordLinkMinutes} minutes):\n  ${setPasswordUrl}`
    : `${made.adminEmail} signs in with the password you gave.`;
  return {
    json: { tenantId, slug, adminEmail: made.adminEmail, setPasswordUrl },
    text: `Created the tenant "${name}" (${slug}).\n${next}`,
  };
}

async function list(): Promise<Answer> {
  const tenants = await listTenants();
  const width = Math.max(4, ...tenants.map(({ slug }) => slug.length));
  const lines = tenants.map(
    ({ slug, name, users, createdAt }) =>
      `${slug.padEnd(width)}  ${String(users).padStart(7)}  ${createdAt.toISOString().slice(0, 10)}  ${name}`,
  );
  return {
    json: { tenants },
    text: tenants.length
      ? [`${'SLUG'.padEnd(width)}    USERS  CREATED     NAME`, ...lines].join('\n')
      : 'There is no tenant yet. Create one: npm run muster -- tenant create --name "Acme" --admin-email admin@acme.test',
  };
}

/** What the operator does with tenants. */
export const tenantCommands: Readonly<Record<string, Command>> = {
  'tenant create': {
    about: 'Create a tenant and its administrator.',
    options: {
      name: {
        type: 'string',
        required: true,
        value: '"Acme"',
        about: "The tenant's name, as its people know it.",
      },
      'admin-email': {
        type: 'string',
        required: true,
        value: 'admin@acme.test',
        about: "The administrator's e-mail address, which is the user name, too.",
      },
      'admin-password-stdin': {
        type: 'boolean',
        about:
          "Read the administrator's password from standard input, instead of printing a link that sets it.",
      },
    },
    run: create,
  },
  'tenant list': { about: 'List all tenants.', options: {}, run: list },
};
