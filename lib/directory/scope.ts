import type { Actor } from '../activity';

/** Whose directory a store works on, and for whom: the identity provider that a tenant connected. */
export interface Scope {
  readonly tenantId: string;
  readonly configurationId: string;
  readonly actor: Actor;
  /** The address of the SCIM service, without a slash at its end. */
  readonly base: string;
}
