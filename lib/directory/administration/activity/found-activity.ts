import { validate as isUuid } from 'uuid';
import type { z } from 'zod';
import {
  type ActivityPage,
  activityFilters,
  activityQuery,
  exchangeOf,
  type Filters,
  filtersOf,
  readActivity,
  requestFilters,
} from '../../../activity';
import { AppError } from '../../../app-error';
import { pageQuery } from '../paging';
import { isSubject, type Subjects, subjectsNamed } from './activity-subjects';

const { search } = pageQuery;

/** What activity is filtered and searched by, as it stands in addresses. */
export const foundActivityFilters = activityFilters.extend({ search });

/** Which entries a page of found activity holds. */
export const foundActivityQuery = activityQuery.extend({ search });

/** What `findActivity` filters, searches and pages by. */
export type FoundActivityQuery = z.input<typeof foundActivityQuery>;

/** A page of the activity that a search and filters leave. */
export interface FoundActivity extends ActivityPage {
  /** False where more users or roles fit the search than it shows the activity of. */
  readonly complete: boolean;
}

interface Found {
  readonly filters: Filters;
  readonly complete: boolean;
}

async function searched(tenantId: string, text: string, filters: Filters): Promise<Found> {
  if (isUuid(text) && !(await isSubject(tenantId, text))) {
    const exchange = await exchangeOf(tenantId, text);
    return { filters: requestFilters(filters, text, exchange?.durationUs), complete: true };
  }
  const meant: Subjects = isUuid(text)
    ? { ids: [text], complete: true }
    : await subjectsNamed(tenantId, text);
  const subjects = filters.subjects?.filter((id) => meant.ids.includes(id)) ?? meant.ids;
  return { filters: { ...filters, subjects }, complete: meant.complete };
}

/** The filters of an address, whose search has been looked up: by it, all pages of one reading are found. */
export async function found(
  tenantId: string,
  { search, ...given }: z.output<typeof foundActivityFilters>,
): Promise<Found> {
  const filters = filtersOf(given);
  return search === '' ? { filters, complete: true } : searched(tenantId, search, filters);
}

/** A page of a tenant's activity. @throws z.ZodError where `query` does not fit `foundActivityQuery` */
export async function findActivity(tenantId: string, query: FoundActivityQuery = {}): Promise<FoundActivity> {
  const { before, after, limit, ...given } = foundActivityQuery.parse(query);
  const { filters, complete } = await found(tenantId, given);
  return { ...(await readActivity(tenantId, { ...filters, before, after }, limit)), complete };
}

/** How many entries one statement reads for an export. */
const exportBatch = 1000;

/**
 * All activity that a search and filters leave, newest first, in batches that are read as they are asked for: none
 * is held but the last.
 * @param mayGoOn asked before each batch: whether the reader still may see it
 * @throws z.ZodError where `query` does not fit `foundActivityFilters`; AppError 403 where the reader no longer may
 */
export async function* foundActivity(
  tenantId: string,
  query: z.input<typeof foundActivityFilters>,
  mayGoOn: () => Promise<boolean> = async () => true,
  batch = exportBatch,
): AsyncGenerator<ActivityPage['entries']> {
  const { filters } = await found(tenantId, foundActivityFilters.parse(query));
  for (let before: string | null | undefined; before !== null; ) {
    if (!(await mayGoOn())) throw new AppError(403, 'You may no longer see activity.');
    const page: ActivityPage = await readActivity(tenantId, { ...filters, before }, batch);
    yield page.entries;
    before = page.before;
  }
}
