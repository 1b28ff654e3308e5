import type { Document, Json, JsonObject, Projection, Step, TypedFilter } from '../../scim';
import type { Place, Sort } from './sort-sql';

/** What a client asks of a list. */
export interface ListRequest {
  readonly filter?: TypedFilter;
  readonly sort?: Sort;
  /** An index page begins at a number, counted from 1; a cursor page after the place where another one ended. */
  readonly from: { readonly startIndex: number } | { readonly after?: Place };
  readonly count: number;
  /** How many there are in all, where the client was told before: it is not counted again. */
  readonly total?: number;
  readonly projection: Projection;
}

/** A resource as it was read: whole, with id, schemas and meta, but for attributes that are not shown and cost. */
export interface Read {
  /** The ETag. */
  readonly version: string;
  readonly location: string;
  resource(): JsonObject;
  /** The JSON text of the resource, where it is made without the resource. */
  text?(): string;
  /** The members of a group that come after those its resource holds, in parts, where they are too many to hold. */
  readonly moreMembers?: AsyncIterable<readonly Json[]>;
}

/** A page of a list. */
export interface ListedPage {
  readonly totalResults: number;
  readonly resources: readonly Read[];
  /** Where the page ended, if more come after it. */
  readonly end?: Place;
}

/** Decides from a resource's current ETag whether a conditional request goes on; throws where it does not. */
export type Precondition = (version: string) => void;

/** How a write is carried out and answered. */
export interface WriteOptions {
  readonly precondition?: Precondition;
  /** What of the resource the answer shows; without it, nothing that costs a query of its own. */
  readonly show?: Projection;
}

/**
 * The resources of one type of one tenant, as SCIM sees them. Ids are opaque: one that names nothing visible
 * is a ScimError 404.
 */
export interface ResourceStore {
  get(id: string, show: Projection): Promise<Read>;
  list(request: ListRequest): Promise<ListedPage>;
  /** @throws ScimError 409 uniqueness */
  create(document: Document, show: Projection): Promise<Read>;
  /** Puts `document` in the place of what a client may write. @throws ScimError 404, 409, 412 */
  replace(id: string, document: Document, options: WriteOptions): Promise<Read>;
  /** Carries out the steps, all or none; without a change no version changes. @throws ScimError 400, 404, 409, 412 */
  patch(id: string, steps: readonly Step[], options: WriteOptions): Promise<Read>;
  /** @throws ScimError 404, 412 */
  remove(id: string, precondition?: Precondition): Promise<void>;
}
