import { availableParallelism } from 'node:os';
import { type Admission, providerOf } from '../../connection';
import { env } from '../../env';
import { countRequest, Turns } from '../../rate-limit';
import type { Received } from '../messages/exchange';
import { callerOf } from './caller';
import { heldBack, TooManyRequests, tooManyAtOnce, tooManyOfClient } from './too-many-requests';

/** How long a request waits for its turn, in milliseconds: longer, and identity providers gave it up themselves. */
const longestWait = 30_000;

let turns: Turns | undefined;

/**
 * A tenant with a limit has a quarter of the database's connections at most, so that others find one free, and no more
 * than the machine has processors, so that they find one of those, too.
 */
function turnsOfTenants(): Turns {
  const most = Math.min(Math.floor(env().DATABASE_POOL / 4), availableParallelism());
  turns ??= new Turns(Math.max(2, most), longestWait);
  return turns;
}

/** @throws TooManyRequests where those before it take too long, with a database that does not answer, say */
async function turnOf(tenantId: string): Promise<() => void> {
  const end = await turnsOfTenants().begin(tenantId);
  if (!end) throw tooManyAtOnce();
  return end;
}

async function refusedLater(error: unknown): Promise<never> {
  throw error instanceof TooManyRequests ? await heldBack(error) : error;
}

/** One request on its way in: who sent it, whether it may come in now, and its turn. */
export class Visit {
  private end?: () => void;

  constructor(private readonly request: Received) {}

  /**
   * Finds who sent the request, counts it against the tenant's limit and waits for its turn, all before anything of
   * its body is read. Whose key it is may be a guess that nobody confirmed yet: who is refused here learns nothing
   * but that the key was theirs.
   * @param how `fresh` where it came in before by what was remembered of the key, and that was out of date
   * @throws Unauthenticated, TooManyRequests
   */
  async begin(how?: { readonly fresh: boolean }): Promise<Admission> {
    const admission = await callerOf(this.request, how).catch(refusedLater);
    this.request.report.caller = admission.connection;
    if (how?.fresh) return admission;
    const { tenantId, configurationId, provider } = admission.connection;
    const actor = () =>
      ({ kind: 'identity-provider', id: configurationId, name: providerOf(provider).label }) as const;
    const counting = countRequest({ tenantId, actor });
    const { wait, limited } = counting instanceof Promise ? await counting : counting;
    if (wait > 0) throw await heldBack(tooManyOfClient(wait));
    if (limited) this.end = await turnOf(tenantId);
    return admission;
  }

  /** The request was answered, or refused. */
  over(): void {
    this.end?.();
  }
}
