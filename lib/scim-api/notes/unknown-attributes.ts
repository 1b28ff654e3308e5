import { v7 as uuid } from 'uuid';
import { type Actor, recordActivity } from '../../activity';
import { transaction } from '../../database';
import { log } from '../../log';
import { storable } from './refused-requests';

/** How long the same sentence is not told again to the same tenant, in milliseconds. */
const silence = 3_600_000;
/** How many sentences are remembered; beyond it the oldest are forgotten, and looked up in what was recorded. */
const remembered = 10_000;

/** When this process last told a sentence, or saw that another had, by tenant and sentence; the oldest first. */
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
  readonly requestId: string;
}

/**
 * Tells administrators of names in a filter that mean nothing, where the answer, an empty list, does not: each
 * sentence once an hour, behind the request's back.
 * @returns whether any was news to this process
 */
export function noteUnknownAttributes(asked: Asked, sentences: readonly string[], now = Date.now()): boolean {
  const news = sentences
    .map((sentence) => storable(sentence, 500))
    .filter((detail) => isNews(asked.tenantId, detail, now));
  for (const detail of news) void record(asked, detail, now - silence);
  return news.length > 0;
}

/** Records the sentence, unless any process did since then. */
async function record(
  { tenantId, actor, name, requestId }: Asked,
  detail: string,
  since: number,
): Promise<void> {
  const action = 'request.unknown-attribute';
  // Ids of activities begin with their time, which is what their index is in the order of.
  const earliest = uuid({ msecs: since, seq: 0, random: new Uint8Array(16) });
  try {
    await transaction(async (tx) => {
      // Of several processes that are asked at once, one tells.
      await tx.rows({
        text: 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))',
        values: [`${action} ${tenantId} ${detail}`],
      });
      const recorded = await tx.rows({
        text: `SELECT 1 FROM activities
          WHERE tenant_id = $1 AND actor = $5 AND outcome = 'done' AND action = $3 AND id >= $2
            AND detail->>'detail' = $4 LIMIT 1`,
        values: [tenantId, earliest, action, detail, actor.kind],
      });
      if (recorded.length > 0) return;
      const subject = { kind: 'request', name } as const;
      await recordActivity(tx, {
        tenantId,
        actor,
        action,
        subject,
        outcome: 'done',
        detail: { detail },
        requestId,
      });
    });
  } catch (cause) {
    log.error('An unknown attribute could not be recorded.', { err: cause });
  }
}
