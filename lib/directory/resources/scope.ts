import type { Sql, Statement } from '../../database';

/** The leave to act for a tenant, which the database has to confirm with each request before anything is done. */
export interface Leave {
  /** The head of a statement that confirms it: a CTE `caller` of one row (tenant_id, configuration_id, guarded, holding), or none. */
  readonly caller: string;
  /** The values of its parameters, which are the statement's first. */
  readonly values: readonly [unknown, unknown];
  /** Runs a statement that begins with `caller` and gives a row at least where `caller` has one; throws where none. */
  rows<Row>(statement: Statement, on?: Sql): Promise<Row[]>;
  /** Has the leave confirmed by a statement of its own, unless one of this request did so before. */
  confirm(): Promise<void>;
}

/** The request that work is done for. */
export interface RequestInHand {
  /** A UUIDv7, which the activity that it writes carries. */
  readonly id: string;
  /** Whether it did something so far that activity tells of. */
  told: boolean;
}

/**
 * Whose directory a store works on, and for whom: the identity provider that a tenant connected. A store begins each
 * piece of work with a statement of the admission's, or has it confirmed first.
 */
export interface Scope {
  readonly tenantId: string;
  readonly configurationId: string;
  readonly actor: { readonly kind: 'identity-provider'; readonly id: string; readonly name: string };
  /** The address of the SCIM service, without a slash at its end. */
  readonly base: string;
  readonly admission: Leave;
  readonly request: RequestInHand;
}
