import { z } from 'zod';
import { inWords } from '../activity';

/** An entry of the audit trail as it is stored. */
export interface StoredEntry {
  readonly number: number;
  /** The act as JSON: to the letter what the hash covers. */
  readonly content: string;
  readonly hash: Buffer;
}

/** The columns of a `StoredEntry`. */
export const storedColumns = 'number, content, hash';

const act = z.object({
  tenant: z.string(),
  number: z.int(),
  at: z.iso.datetime(),
  actor: z.enum(['user', 'operator']),
  actorId: z.string().nullable(),
  actorName: z.string().nullable(),
  action: z.string(),
  subject: z.enum(['user', 'role', 'configuration', 'tenant', 'request']),
  subjectId: z.string().nullable(),
  subjectName: z.string().nullable(),
  outcome: z.enum(['done', 'refused']),
  detail: z.record(z.string(), z.unknown()),
});

/** What an entry says. */
export type Act = z.output<typeof act>;

/** What the content of an entry says; null where it was changed into something else. */
export function actOf(content: string): Act | null {
  try {
    return act.parse(JSON.parse(content));
  } catch {
    return null;
  }
}

/** What somebody did, in a sentence without its full stop: “Grace Hopper rotated the API key of Okta”. */
export function wordsOf({
  actor,
  actorId,
  actorName,
  subject,
  subjectId,
  subjectName,
  ...told
}: Act): string {
  return inWords({
    ...told,
    actor: { kind: actor, id: actorId ?? undefined, name: actorName ?? undefined },
    subject: { kind: subject, id: subjectId ?? undefined, name: subjectName ?? undefined },
  });
}
