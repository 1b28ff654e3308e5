import { type Action, type ActivityItem, readActivity } from '../../../activity';
import { sameJson } from '../../../scim';
import { type Document, mailAddress } from '../../users/profile-document';
import { type Profile, type ProfileField, profileOf } from './profile';

/** The last change of an attribute, as activity tells it. */
export interface AttributeChange {
  readonly at: Date;
  /** Who changed it, by name; null where the entry names nobody. */
  readonly by: string | null;
  readonly entry: string;
}

/** When each attribute of a user changed last. */
export interface AttributeChanges {
  /** By the names of the profile. */
  readonly fields: Readonly<Partial<Record<ProfileField, AttributeChange>>>;
  /** By the members of the SCIM resource, for those that the profile does not show. */
  readonly members: Readonly<Record<string, AttributeChange>>;
  /** When the user was linked to the identity provider, if an administrator did that. */
  readonly linkedAt: Date | null;
  /** Whether everything since the user was made was looked at: what did not change then is as it was provisioned. */
  readonly complete: boolean;
}

/** So many entries of a user are looked at for changes. */
const lookedAt = 200;

/** What changes attributes, or who looks after them. */
const changing: readonly Action[] = [
  'user.created',
  'user.restored',
  'user.updated',
  'user.deactivated',
  'user.reactivated',
  'user.linked',
];

const nothing = {
  displayName: null,
  givenName: null,
  familyName: null,
  title: null,
  email: null,
  active: true,
  userName: '',
};

type Changes = Readonly<Record<string, { readonly from: unknown; readonly to: unknown }>>;

function changesIn({ detail }: ActivityItem): Changes {
  const { changes } = detail;
  return typeof changes === 'object' && changes !== null ? (changes as Changes) : {};
}

/** What the profile shows of the members that changed, on one side of the change. */
function profileFrom(changes: Changes, side: 'from' | 'to'): Profile {
  const attributes: Document = Object.fromEntries(
    Object.entries(changes).map(([name, change]) => [name, change[side]]),
  );
  const name = attributes.name as Document | null | undefined;
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
  return profileOf({
    ...nothing,
    givenName: text(name?.givenName),
    familyName: text(name?.familyName),
    email: mailAddress(attributes),
    attributes,
  });
}

/** The fields of the profile that an entry changed: those that it names, and those within the members it names. */
export function fieldsChanged(entry: ActivityItem): ProfileField[] {
  const changes = changesIn(entry);
  const from = profileFrom(changes, 'from');
  const to = profileFrom(changes, 'to');
  const fields = Object.keys(from) as ProfileField[];
  const status = entry.action === 'user.deactivated' || entry.action === 'user.reactivated';
  return fields.filter(
    (field) => field in changes || !sameJson(from[field], to[field]) || (field === 'active' && status),
  );
}

/** Puts together what entries, newest first, say of each attribute. */
export function changesFrom(entries: readonly ActivityItem[], complete: boolean): AttributeChanges {
  const fields: Partial<Record<ProfileField, AttributeChange>> = {};
  const members: Record<string, AttributeChange> = {};
  let linkedAt: Date | null = null;
  let begun = complete;
  for (const entry of entries) {
    const change = { at: entry.at, by: entry.actor.name ?? null, entry: entry.id };
    for (const field of fieldsChanged(entry)) fields[field] ??= change;
    for (const member of Object.keys(changesIn(entry))) members[member] ??= change;
    if (entry.action === 'user.linked') linkedAt ??= entry.at;
    // What was before a user was brought back was another resource.
    if (entry.action !== 'user.created' && entry.action !== 'user.restored') continue;
    begun = true;
    break;
  }
  return { fields, members, linkedAt, complete: begun };
}

/** When each attribute of a user changed last, as far as the user's newest entries say. */
export async function attributeChanges(tenantId: string, userId: string): Promise<AttributeChanges> {
  const changes = { subjects: [userId], actions: changing, outcome: 'done' } as const;
  const { entries } = await readActivity(tenantId, changes, lookedAt);
  return changesFrom(entries, false);
}
