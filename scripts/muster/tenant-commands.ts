import { text as readAll } from 'node:stream/consumers';
import { checkPassword, createPasswordLink, hashPassword, passwordLinkMinutes } from '../../lib/auth';
import { transaction } from '../../lib/database';
import { createTenantIn, listTenants } from '../../lib/directory';
import { tenantLimit, type WantedLimit } from '../../lib/rate-limit';
import { type Answer, type Command, operator, text, UsageError, type Values } from './command';

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

/** A whole number of a command's option; undefined where it was not given. */
function wholeNumber(values: Values, name: string): number | undefined {
  const value = values[name];
  if (value === undefined) return undefined;
  if (typeof value === 'string' && /^\d{1,9}$/.test(value)) return Number(value);
  throw new UsageError(`--${name} is a whole number, not "${value}".`);
}

function wantedLimit(values: Values): WantedLimit | undefined {
  const { rate } = values;
  if (rate !== 'off' && rate !== 'default' && rate !== undefined)
    return { rate: wholeNumber(values, 'rate') ?? 0, burst: wholeNumber(values, 'burst') };
  if (values.burst !== undefined) throw new UsageError('--burst goes with --rate and a number.');
  return rate;
}

async function limit(values: Values): Promise<Answer> {
  const slug = text(values, 'slug');
  const { limit, isDefault } = await tenantLimit(slug, { wanted: wantedLimit(values), actor: operator });
  const may = limit
    ? `${limit.rate} requests a second, and ${limit.burst} at once`
    : 'any number of requests';
  const whose = isDefault ? ' (the server’s own limit: REQUEST_RATE and REQUEST_BURST)' : '';
  return {
    json: { slug, limit, isDefault },
    text: `The identity provider of ${slug} may send ${may}${whose}.`,
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
  'tenant limit': {
    about:
      'Tell how many requests a tenant’s identity provider may send, or set it. Servers follow in a second.',
    options: {
      slug: { type: 'string', required: true, value: 'acme', about: "The tenant's slug." },
      rate: {
        type: 'string',
        value: '100|off|default',
        about:
          'Requests a second; off for no limit, default for the server’s own. Without it nothing is set.',
      },
      burst: {
        type: 'string',
        value: '1000',
        about: 'Requests that may come at once after a pause. Ten seconds’ worth, unless you say otherwise.',
      },
    },
    run: limit,
  },
  'tenant list': { about: 'List all tenants.', options: {}, run: list },
};
