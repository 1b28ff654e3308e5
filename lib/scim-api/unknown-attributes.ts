import { type Actor, recordActivity } from '../activity';
import { sql } from '../database';
import { storable } from './refused-requests';

/** How long the same sentence is not told again to the same tenant, in milliseconds. */
const silence = 3_600_000;
/** How many sentences are remembered; beyond it the oldest are forgotten, and may be told once more. */
const remembered = 10_000;

/** When a sentence was last told, by tenant and sentence; the oldest first. */
const told = new Map<string, number>();

function isNews(tenantId: string, sentence: string, now: number): boolean {
  const key = `${tenantId} ${sentence}`;
  const last = told.get(key);
  if (last !== undefined && now - last < silence) return false;
  told.delete(key);
  told.set(key, now);
  const [oldest] = told.keys();
  if (told.size > remembered && oldest !== undefined) told.delete(oldest);
  return true;
}

/** A request whose filter names attributes that its resource type does not have. */
export interface Asked {
  readonly tenantId: string;
  readonly actor: Actor;
  /** The request as people read it: `GET /Users`. */
  readonly name: string;
}

/**
 * Tells administrators of names in a filter that mean nothing, where the answer, an empty list, does not: each
 * sentence once an hour, behind the request's back.
 */
export function noteUnknownAttributes(asked: Asked, sentences: readonly string[], now = Date.now()): void {
  for (const sentence of sentences) {
    const detail = storable(sentence, 500);
    if (isNews(asked.tenantId, detail, now)) void record(asked, detail);
  }
}

async function record({ tenantId, actor, name }: Asked, detail: string): Promise<void> {
  try {
    await recordActivity(sql, {
      tenantId,
      actor,
      action: 'request.unknown-attribute',
      subject: { kind: 'request', name },
      outcome: 'done',
      detail: { detail },
    });
  } catch (cause) {
    console.error('An unknown attribute could not be recorded:', cause);
  }
}
