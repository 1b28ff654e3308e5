// Pure, for the server and the browser: imports nothing but types.
import type { Actor, Entry, Subject } from '../records/record';

/** The members of an entry that its sentence is made of. */
export type Told = Pick<Entry, 'actor' | 'subject' | 'outcome' | 'detail'> & { readonly action: string };

const anonymous: Record<Actor['kind'], string> = {
  'identity-provider': 'The identity provider',
  user: 'Somebody',
  operator: 'The operator',
  system: 'Muster',
};

const nameless: Record<Subject['kind'], string> = {
  user: 'a user',
  role: 'a role',
  configuration: 'the identity provider',
  tenant: 'the client',
  request: 'a request',
};

/** Who did something, as a sentence begins. */
export function whoDid({ actor }: Told): string {
  return actor.name ?? anonymous[actor.kind];
}

/** The same inside of a sentence. */
export function byWhom({ actor }: Told): string {
  return actor.name ?? anonymous[actor.kind].toLowerCase();
}

/** What something was done to. */
export function nameOf({ kind, name }: Subject): string {
  return name || nameless[kind];
}

/** The role that something was done to. */
export function roleOf({ subject }: Told): string {
  return subject.name ? `the role “${subject.name}”` : 'a role';
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** So many of them, in words. */
export function counted(count: number, one: string, none = `no ${one}s`): string {
  if (count === 0) return none;
  return count === 1 ? `1 ${one}` : `${count} ${one}s`;
}

/** The names in a list of them, or of what has one. */
export function namesOf(value: unknown): string[] {
  return listOf(value).flatMap((item: unknown) => {
    if (typeof item === 'string') return [item];
    const name = typeof item === 'object' && item !== null && 'name' in item ? item.name : undefined;
    return typeof name === 'string' ? [name] : [];
  });
}

/** Why something was not done, as the end of its sentence. */
export function reason({ detail = {} }: Told): string {
  return typeof detail.reason === 'string' ? `. ${detail.reason}` : '';
}
