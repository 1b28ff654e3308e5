import { z } from 'zod';
import { leastIdAt } from '../pruning/prune';
import { type Area, actionsOf, areas } from '../records/actions';
import { actorKinds, outcomes } from '../records/record';
import { type Span, spans } from './spans';

const largestPage = 200;
const entryId = z.guid({ error: 'Give the id of an entry, as an earlier page did.' });
const time = z.iso.datetime({ offset: true, error: 'Give a time such as 2026-11-24T08:00:00Z.' });

/** What activity is filtered by, as it stands in addresses. */
export const activityFilters = z.object({
  actor: z.enum(actorKinds).optional(),
  /** The id of the person who acted. */
  person: z.guid({ error: 'Give the id of a user.' }).optional(),
  /** The id of the user, role or configuration that it happened to. */
  subject: z.guid({ error: 'Give the id of a user, a role or a configuration.' }).optional(),
  area: z.enum(areas.map(({ name }) => name) as [Area, ...Area[]]).optional(),
  outcome: z.enum(outcomes).optional(),
  /** A span of time that ends now; `from` and `to` instead say any. */
  within: z.enum(spans.map(({ name }) => name) as [Span, ...Span[]]).optional(),
  from: time.optional(),
  to: time.optional(),
});

/** Which entries a page of activity holds. */
export const activityQuery = activityFilters.extend({
  /** The cursor of an earlier page: only entries before it. */
  before: entryId.optional(),
  /** Only entries after this one. */
  after: entryId.optional(),
  limit: z.coerce.number().int().min(1).max(largestPage).default(50),
});

/** What `listActivity` filters and pages by. */
export type ActivityQuery = z.input<typeof activityQuery>;

/** Filters as `readActivity` takes them: times are bounds of ids, areas are actions. */
export interface Filters {
  readonly actor?: (typeof actorKinds)[number];
  readonly person?: string;
  /** The ids of those it happened to; absent: anybody. */
  readonly subjects?: readonly string[];
  readonly actions?: readonly string[];
  readonly outcome?: (typeof outcomes)[number];
  /** The least id, and the first that is too great. */
  readonly least?: string;
  readonly beyond?: string;
  /** The request of the identity provider that did it. */
  readonly request?: string;
}

/** The filters of an address, of now: what is within the last hour stays so for all pages of one reading. */
export function filtersOf(given: z.output<typeof activityFilters>, now = Date.now()): Filters {
  const { actor, person, subject, area, outcome, within, from, to } = given;
  const span = spans.find(({ name }) => name === within);
  const since = span ? new Date(now - span.ms) : from && new Date(from);
  return {
    actor,
    person,
    subjects: subject === undefined ? undefined : [subject],
    actions: area && actionsOf(area),
    outcome,
    least: since && leastIdAt(since),
    beyond: to && leastIdAt(new Date(to)),
  };
}

/** How long after its beginning a request may still have recorded something, where nobody knows, in milliseconds. */
const longestRequest = 60_000;
/** What is written a moment after a request has been answered, in milliseconds. */
const afterwards = 1000;

/** The time that a UUIDv7 begins with, in ms. */
function timeOf(id: string): number {
  return Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
}

/**
 * The filters of what one request of the identity provider did: its id tells when it began.
 * @param durationUs how long it took, if that is known
 */
export function requestFilters(filters: Filters, request: string, durationUs?: number): Filters {
  const start = timeOf(request);
  const length = durationUs === undefined ? longestRequest : Math.ceil(durationUs / 1000) + afterwards;
  const [least, beyond] = [leastIdAt(new Date(start)), leastIdAt(new Date(start + length))];
  return {
    ...filters,
    request,
    least: filters.least && filters.least > least ? filters.least : least,
    beyond: filters.beyond && filters.beyond < beyond ? filters.beyond : beyond,
  };
}
