import { z } from 'zod';
import { sql } from '../database';
import { shownName } from '../directory';
import { addressMail, type MailWriters, type QueuedMail } from '../mail';
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
  const [tenant] = await sql.rows<{ name: string }>({
    text: 'SELECT name FROM tenants WHERE id = $1',
    values: [tenantId],
  });
  if (!tenant) return null;
  return addressMail({
    ...change,
    name: shownName(change),
    tenantName: tenant.name,
    by: changedBy(provider),
  });
}

/** The writers of the mails that what identity providers do brings about. */
export const connectionMails: MailWriters = { 'address-changed': addressChanged };
