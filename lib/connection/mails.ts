import { z } from 'zod';
import { sql } from '../database';
import { reachableUser, shownName } from '../directory';
import { env } from '../env';
import { addressMail, keyMail, type MailWriters, type QueuedMail } from '../mail';
import { stillExpires } from './key-reminders';
import { providerOf } from './providers';

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
  const reader = await reachableUser(tenantId, userId);
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

/** The writers of the mails that what identity providers do brings about. */
export const connectionMails: MailWriters = {
  'address-changed': addressChanged,
  'key-expires': keyExpires,
};
