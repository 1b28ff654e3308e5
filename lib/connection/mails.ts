import { z } from 'zod';
import { sql } from '../database';
import { addressedUser, administratorNow, heldUsers, shownName } from '../directory';
import { env } from '../env';
import { addressMail, heldMail, keyMail, type MailWriters, type QueuedMail } from '../mail';
import { stillExpires } from './keys/key-reminders';
import { providerOf } from './providers/providers';

/** What the trigger of `users` says of a changed address. */
const addressChange = z.object({
  address: z.string(),
  userName: z.string(),
  displayName: z.string().nullable(),
  givenName: z.string().nullable(),
  familyName: z.string().nullable(),
  emailChanged: z.boolean(),
  userNameChanged: z.boolean(),
  provider: z.string().nullable(),
});

/** Who changed a user that `provider` manages, or that nobody outside manages. */
function changedBy(provider: string | null): string {
  if (provider === null) return 'an administrator';
  const { id, label } = providerOf(provider);
  return id === 'other' ? 'your organisation’s identity provider' : label;
}

async function addressChanged({ tenantId, data }: QueuedMail) {
  const { provider, ...change } = addressChange.parse(data);
  const tenantName = await nameOf(tenantId);
  if (tenantName === undefined) return null;
  return addressMail({ ...change, name: shownName(change), tenantName, by: changedBy(provider) });
}

async function nameOf(tenantId: string): Promise<string | undefined> {
  const [tenant] = await sql.rows<{ name: string }>({
    text: 'SELECT name FROM tenants WHERE id = $1',
    values: [tenantId],
  });
  return tenant?.name;
}

/** What a reminder says of a key, and whom it is for. */
const keyExpiry = z.object({
  userId: z.string(),
  provider: z.string(),
  name: z.string().nullable(),
  lastFour: z.string(),
  expiresAt: z.coerce.date(),
});

async function keyExpires({ tenantId, data }: QueuedMail) {
  const { userId, provider, name: keyName, lastFour, expiresAt } = keyExpiry.parse(data);
  const reader = await addressedUser(tenantId, userId);
  const tenantName = await nameOf(tenantId);
  // The key was rotated meanwhile, or lives longer: there is nothing to remind of.
  const expires = await stillExpires(tenantId, lastFour, expiresAt);
  if (!reader || tenantName === undefined || !expires) return null;
  return keyMail({
    name: reader.name,
    address: reader.address,
    tenantName,
    provider: providerOf(provider).name,
    keyName,
    lastFour,
    expiresAt,
    url: `${env().MUSTER_URL}/settings/scim`,
  });
}

const heldChanges = z.object({ userId: z.string(), configurationId: z.string() });

/** How many people a mail about held changes names. */
const named = 10;

interface Reader {
  readonly address: string;
  readonly displayName: string | null;
  readonly givenName: string | null;
  readonly familyName: string | null;
  readonly userName: string;
  readonly tenantName: string;
  readonly provider: string;
  readonly count: number;
}

/** Who is asked to decide, and about how many; nobody who has lost access meanwhile, or reads no mail. */
const reader = `SELECT COALESCE(u.email, u.user_name) AS address, u.display_name AS "displayName",
    u.given_name AS "givenName", u.family_name AS "familyName", u.user_name AS "userName", t.name AS "tenantName",
    c.provider, (SELECT count(*)::int FROM held_changes h JOIN users held ON held.id = h.user_id AND held.active
      WHERE h.configuration_id = c.id AND h.state = 'held') AS count
  FROM users u JOIN tenants t ON t.id = u.tenant_id
    JOIN configurations c ON c.tenant_id = t.id AND c.id = $3 AND c.deleted_at IS NULL
  WHERE u.tenant_id = $1 AND u.id = $2 AND u.active AND u.deleted_at IS NULL
    AND COALESCE(u.email, u.user_name) LIKE '_%@_%'`;

async function changesHeld({ tenantId, data }: QueuedMail) {
  const { userId, configurationId } = heldChanges.parse(data);
  const values = [tenantId, userId, configurationId];
  const [to] = await sql.rows<Reader>({ text: reader, values });
  const decides = (await administratorNow(sql, tenantId, userId))?.permissions.has('scim.manage');
  if (!to || to.count === 0 || !decides) return null;
  const held = await heldUsers(sql, { configurationId }, { state: 'held', count: named });
  const { id, label } = providerOf(to.provider);
  return heldMail({
    ...to,
    name: shownName(to),
    provider: id === 'other' ? 'Your identity provider' : label,
    names: held.map(({ name }) => name),
    url: `${env().MUSTER_URL}/settings/scim#circuit-breaker`,
  });
}

/** The writers of the mails that what identity providers do brings about. */
export const connectionMails: MailWriters = {
  'address-changed': addressChanged,
  'changes-held': changesHeld,
  'key-expires': keyExpires,
};
