import { availableParallelism } from 'node:os';
import { type Admission, providerOf } from '../../connection';
import { env } from '../../env';
import { countRequest, Turns } from '../../rate-limit';
import { bodyArrived, bringsBody } from '../messages/body';
import type { Received } from '../messages/exchange';
import { callerOf } from './caller';
import { heldBack, TooManyRequests, tooManyAtOnce, tooManyOfClient } from './too-many-requests';

/** How long a request waits for its turn, in milliseconds: longer, and identity providers gave it up themselves. */
const longestWait = 30_000;

/** How many bodies of a tenant may be on their way, or wait for their turn, 1 MiB each at most. */
const bodiesAtOnce = 8;

const arrivals = new Turns(bodiesAtOnce);
let turns: Turns | undefined;

/**
 * A tenant with a limit has a quarter of the database's connections at most, so that others find one free, and no more
 * than the machine has processors, so that they find one of those, too.
 */
function turnsOfTenants(): Turns {
  const most = Math.min(Math.floor(env().DATABASE_POOL / 4), availableParallelism());
  turns ??= new Turns(Math.max(2, most));
  return turns;
}

async function refusedLater(error: unknown): Promise<never> {
  throw error instanceof TooManyRequests ? await heldBack(error) : error;
}

/** One request on its way in: who sent it, whether it may come in now, and its turn. */
export class Visit {
  private end?: () => void;
  /** How long it waited for others, in milliseconds. */
  private waited = 0;

  constructor(private readonly request: Received) {}

  /**
   * Finds who sent the request, and counts it against the tenant's limit, before anything of its body is read; then
   * waits for its turn. Whose key it is may be a guess that nobody confirmed yet: who is refused here learns nothing
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
    if (limited) await this.inTurn(tenantId);
    return admission;
  }

  /** Waits for the body first: a slow line keeps no turn from the tenant's other requests. */
  private async inTurn(tenantId: string): Promise<void> {
    const arrived = bringsBody(this.request) ? await this.turnIn(arrivals, tenantId) : undefined;
    try {
      if (arrived) await bodyArrived(this.request);
      this.end = await this.turnIn(turnsOfTenants(), tenantId);
    } finally {
      arrived?.();
    }
  }

  /** @throws TooManyRequests where those before it take too long, with a database that does not answer, say */
  private async turnIn(line: Turns, tenantId: string): Promise<() => void> {
    const since = performance.now();
    const end = await line.begin(tenantId, longestWait - this.waited);
    this.waited += performance.now() - since;
    if (!end) throw tooManyAtOnce();
    return end;
  }

  /** The request was answered, or refused. */
  over(): void {
    this.end?.();
  }
}
