import type { Read } from '../../directory';
import {
  everything,
  type Json,
  type JsonObject,
  listHead,
  type PageHead,
  type Projection,
  project,
  type ResourceType,
} from '../../scim';

type Parts = AsyncIterable<readonly Json[]>;

/** What an answer shows of a resource, with the members that come in parts, if it shows them. */
interface Shown {
  readonly resource: JsonObject;
  readonly moreMembers?: Parts;
}

function shownOf(type: ResourceType, { resource, moreMembers }: Read, projection: Projection): Shown {
  const shown = project(type, resource(), projection);
  if (!moreMembers || shown.members === undefined) return { resource: shown };
  return { resource: shown, moreMembers: projected(type, moreMembers, projection) };
}

async function* projected(type: ResourceType, parts: Parts, projection: Projection): Parts {
  for await (const members of parts) {
    const { members: shown } = project(type, { members }, projection);
    if (Array.isArray(shown)) yield shown;
  }
}

/** The JSON text of a resource: whole, or in parts where it has more members than are held at a time. */
export function resourceText(
  type: ResourceType,
  read: Read,
  projection: Projection,
): string | AsyncIterable<string> {
  if (projection === everything && read.text) return read.text();
  const shown = shownOf(type, read, projection);
  return shown.moreMembers ? longText(shown.resource, shown.moreMembers) : JSON.stringify(shown.resource);
}

/** The members come last, and more of them behind those that are there. */
async function* longText({ members, ...others }: JsonObject, more: Parts): AsyncGenerator<string> {
  yield JSON.stringify({ ...others, members }).slice(0, -']}'.length);
  for await (const part of more) if (part.length > 0) yield `,${JSON.stringify(part).slice(1, -1)}`;
  yield ']}';
}

/** The JSON text of a page (RFC 7644 §3.4.2): whole, or in parts where a group on it has too many members to hold. */
export function pageText(
  page: PageHead,
  shown: readonly (string | AsyncIterable<string>)[],
): string | AsyncIterable<string> {
  const head = `${JSON.stringify(listHead(page)).slice(0, -'}'.length)},"Resources":[`;
  const whole = shown.filter((text) => typeof text === 'string');
  return whole.length === shown.length ? `${head}${whole.join(',')}]}` : longPage(head, shown);
}

async function* longPage(
  head: string,
  shown: readonly (string | AsyncIterable<string>)[],
): AsyncGenerator<string> {
  yield head;
  for (const [place, text] of shown.entries()) {
    if (place > 0) yield ',';
    if (typeof text === 'string') yield text;
    else yield* text;
  }
  yield ']}';
}
