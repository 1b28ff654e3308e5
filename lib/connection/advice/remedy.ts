// Data that the server and the browser read: imports nothing but types.
import type { At } from './remedy-places';

/** A request that was refused, as activity keeps it. */
export interface Refusal {
  readonly status: number;
  readonly scimType: string | null;
  /** What the identity provider was told. */
  readonly detail: string;
}

/** What a refusal means, and what to do about it at the identity provider. */
export interface Remedy {
  readonly title: string;
  readonly meaning: string;
  readonly fix: string;
}

/** A row of the catalogue. */
export interface Row {
  readonly title: string;
  readonly meaning: string;
  /** By provider, in its own words. */
  readonly fix: (at: At) => string;
}
