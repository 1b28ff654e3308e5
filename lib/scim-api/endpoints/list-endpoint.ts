import { isTimeout, longestStatement } from '../../database';
import type { ListedPage, ListRequest } from '../../directory';
import {
  invalidValue,
  lenient,
  lenientTokens,
  type PageHead,
  Parser,
  type Query,
  readQuery,
  readSearchRequest,
  sortTarget,
  tooMany,
  typeFilter,
} from '../../scim';
import { textAnswer } from '../messages/answer';
import { readBody } from '../messages/body';
import type { ScimAnswer } from '../messages/exchange';
import { noteUnknownAttributes } from '../notes/unknown-attributes';
import { readCursor, type Walk, writeCursor } from './cursor';
import { pageText, resourceText } from './representation';
import { type Call, shownBy } from './resource-endpoint';

/** GET of a collection (RFC 7644 §3.4.2). */
export async function list(call: Call): Promise<ScimAnswer> {
  return pageAnswer(await pageOf(call, readQuery(call.parameters), noteUnknown(call)));
}

/** POST to a collection's `.search`: the same with the parameters in the body (RFC 7644 §3.4.3). */
export async function search(call: Call): Promise<ScimAnswer> {
  const query = readSearchRequest(await readBody(call.request));
  return pageAnswer(await pageOf(call, query, noteUnknown(call)));
}

/** A page on its way: what it says of itself, and the texts of its resources. */
interface Page extends Omit<PageHead, 'itemsPerPage'> {
  readonly texts: readonly (string | AsyncIterable<string>)[];
}

function pageAnswer({ texts, ...head }: Page): ScimAnswer {
  return textAnswer(200, pageText({ ...head, itemsPerPage: texts.length }, texts));
}

type Note = (unknown: readonly string[]) => void;

function noteUnknown({ tenantId, actor, request, type }: Call): Note {
  const name = `${request.method} ${type.endpoint}`;
  return (unknown) => {
    const news = noteUnknownAttributes({ tenantId, actor, name, requestId: request.report.id }, unknown);
    request.report.noted ||= news;
  };
}

/**
 * A query at the root, over the collections one after the other (RFC 7644 §3.4.2.1). An attribute that one of them
 * does not have is no mistake there.
 */
export async function searchAll(calls: readonly Call[], query: Query): Promise<ScimAnswer> {
  if (query.cursor !== undefined) throw invalidValue('Page /Users and /Groups by cursor one at a time.');
  const texts: (string | AsyncIterable<string>)[] = [];
  let totalResults = 0;
  for (const call of calls) {
    const startIndex = Math.max(1, query.startIndex - totalResults);
    const part = { ...query, sortBy: undefined, startIndex, count: query.count - texts.length };
    const page = await pageOf(call, part);
    texts.push(...page.texts);
    totalResults += page.totalResults;
  }
  return pageAnswer({ totalResults, startIndex: query.startIndex, texts });
}

async function pageOf(call: Call, query: Query, note: Note = () => {}): Promise<Page> {
  const { type, store } = call;
  const request = requestOf(call, query, note);
  if (query.cursor === undefined) {
    const { startIndex, count } = query;
    const page = await inTime(store.list({ ...request, from: { startIndex }, count }));
    return { totalResults: page.totalResults, startIndex, texts: textsOf(call, page, request) };
  }
  const walk: Walk = { tenantId: call.tenantId, endpoint: type.endpoint, query };
  const before = query.cursor === '' ? undefined : readCursor(query.cursor, walk, Date.now());
  const page = await inTime(store.list({ ...request, from: { after: before?.end }, total: before?.total }));
  const { totalResults, end } = page;
  return {
    totalResults,
    texts: textsOf(call, page, request),
    ...(end && { nextCursor: writeCursor({ end, total: totalResults }, walk, Date.now()) }),
  };
}

/** The list, unless the database took too long to find it (RFC 7644 §3.12). @throws ScimError tooMany */
function inTime<List>(list: Promise<List>): Promise<List> {
  return list.catch((error) => {
    throw isTimeout(error) ? tooMany(tooSlow) : error;
  });
}

const tooSlow = `To find this took longer than ${longestStatement / 1000} seconds. Ask for less: filter by \`userName\`, \`externalId\`, \`id\` or \`displayName\` with \`eq\`, and page by cursor without \`sortBy\`.`;

function requestOf({ type }: Call, query: Query, note: Note): Omit<ListRequest, 'from'> {
  const { filter, sortBy, descending, count } = query;
  const typed =
    filter === undefined ? undefined : typeFilter(type, Parser.parse(filter, lenientTokens(type)), lenient);
  if (typed) note(typed.unknown);
  return {
    count,
    projection: shownBy(type, query),
    ...(typed && { filter: typed.filter }),
    ...(sortBy !== undefined && { sort: { target: sortTarget(type, sortBy), descending } }),
  };
}

function textsOf(
  { type }: Call,
  { resources }: ListedPage,
  { projection }: Omit<ListRequest, 'from'>,
): (string | AsyncIterable<string>)[] {
  return resources.map((read) => resourceText(type, read, projection));
}
