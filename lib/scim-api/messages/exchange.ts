import type { Problem } from '../../activity';
import type { Connection } from '../../connection';
import type { RequestInHand } from '../../directory';

/** The client broke off what it was sending. Nothing was done, and there is nobody to tell. */
export class ClientLeft extends Error {
  override name = 'ClientLeft';
}

/** A request to the SCIM service, whichever door it came through. */
export interface ScimRequest {
  /** In capitals. */
  readonly method: string;
  /** The path as it stands on the wire, from its first slash on. */
  readonly path: string;
  /** What stands behind the question mark. */
  readonly query: string;
  /** The address that it came from; undefined where nobody can know. */
  readonly address?: string | undefined;
  /** The value of a header by its name in small letters; of repeated ones, as HTTP joins them. */
  header(name: string): string | undefined;
  /** Reads the body: undefined where it is longer than `most` bytes, of which no more than that is taken in. */
  bytes(most: number): Promise<Uint8Array | undefined>;
  /** Whether the client broke off the connection by now; a part of a bulk request does not ask. */
  left?(): boolean;
}

/** What becomes known of a request on its way through the service. The parts of a bulk request share one. */
export interface Report extends RequestInHand {
  /** Whose key it came with, live or not. */
  caller?: Connection;
  /** Why it was refused or failed; of a bulk request, the first part that was. */
  problem?: Problem;
  /** Activity tells of it although it changed nothing. */
  noted: boolean;
  /** There were too many refusals for another entry: its exchange is not kept either. */
  tooMany: boolean;
  /** The body, as far as it was read. */
  body?: Uint8Array;
}

/** A request that the service has taken in. */
export interface Received extends ScimRequest {
  readonly report: Report;
}

/** The answer to a request, for either door to send. */
export interface ScimAnswer {
  readonly status: number;
  /** This answer's own: who hands it on adds to them. */
  readonly headers: Record<string, string>;
  /** The database is not there: what else is asked now fails, too. */
  readonly lost?: boolean;
  /** Text, or text in parts where it is too long to hold. */
  readonly body?: string | AsyncIterable<string>;
}
