import type { JsonObject } from './json';
import { urns } from './urns';

/** The error keywords of RFC 7644 §3.12, table 9, and RFC 9865. */
export type ScimType =
  | 'invalidFilter'
  | 'tooMany'
  | 'uniqueness'
  | 'mutability'
  | 'invalidSyntax'
  | 'invalidPath'
  | 'noTarget'
  | 'invalidValue'
  | 'invalidVers'
  | 'sensitive'
  // RFC 9865 §2.1.
  | 'invalidCursor'
  | 'expiredCursor'
  | 'invalidCount';

/** A refusal that a SCIM client reads (RFC 7644 §3.12). The detail says what to change. */
export class ScimError extends Error {
  override name = 'ScimError';

  constructor(
    readonly status: number,
    readonly scimType: ScimType | undefined,
    readonly detail: string,
    /** Headers that go with the status, such as `Allow` or `WWW-Authenticate`. */
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(detail);
  }

  /** The message of RFC 7644 §3.12: `status` is a string. */
  toJSON(): JsonObject {
    return {
      schemas: [urns.error],
      status: String(this.status),
      ...(this.scimType && { scimType: this.scimType }),
      detail: this.detail,
    };
  }
}

const badRequest = (scimType: ScimType) => (detail: string) => new ScimError(400, scimType, detail);

/** The filter does not parse, or compares what can't be compared. */
export const invalidFilter = badRequest('invalidFilter');
/** The body is no JSON, or has not the shape of its message. */
export const invalidSyntax = badRequest('invalidSyntax');
/** The path of a PATCH operation does not parse, or names no attribute. */
export const invalidPath = badRequest('invalidPath');
/** The path of a PATCH operation selects nothing that could be changed. */
export const noTarget = badRequest('noTarget');
/** A value is missing, or not of its attribute's type. */
export const invalidValue = badRequest('invalidValue');
/** The attribute can't be changed, or not like this. */
export const mutability = badRequest('mutability');

/** Too much would have to be looked at. */
export const tooMany = badRequest('tooMany');

/** The cursor was not given out for this request (RFC 9865 §2.1). */
export const invalidCursor = badRequest('invalidCursor');
/** The cursor was given out too long ago (RFC 9865 §2.1). */
export const expiredCursor = badRequest('expiredCursor');

/** In pages by cursor, the count is no number (RFC 9865 §2.1). */
export const invalidCount = badRequest('invalidCount');

/** The protocol's version is not spoken here. */
export const invalidVers = badRequest('invalidVers');

/** Another resource has this value already (RFC 7644 §3.3: 409). */
export function uniqueness(detail: string): ScimError {
  return new ScimError(409, 'uniqueness', detail);
}

/** No such resource or endpoint. */
export function notFound(detail: string): ScimError {
  return new ScimError(404, undefined, detail);
}
