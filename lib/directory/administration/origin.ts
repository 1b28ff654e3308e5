/** Where a user or a role may come from: made here, or by an identity provider. */
export const origins = ['local', 'provisioned'] as const;

/** One of `origins`. */
export type Origin = (typeof origins)[number];

/** A user's row in SQL, or a role's. */
type Row = 'u' | 'r';

/** Columns: the origin, and the identity provider behind it, also one that is connected no more. */
export function originOf(row: Row): string {
  return `CASE WHEN ${row}.configuration_id IS NULL THEN 'local' ELSE 'provisioned' END AS origin,
    (SELECT provider FROM configurations c WHERE c.id = ${row}.configuration_id) AS provider`;
}

/** The identity provider that is connected, where the row came from one. */
export function withManager(row: Row): string {
  return `LEFT JOIN configurations live ON live.tenant_id = ${row}.tenant_id AND live.deleted_at IS NULL
    AND ${row}.configuration_id IS NOT NULL`;
}

/** Columns of a row `withManager`. */
export function managerOf(row: Row): string {
  return `live.provider AS "managedBy", greatest(live.created_at, ${row}.created_at) AS "managedSince"`;
}

/** What those columns hold. */
export interface ManagerRow {
  readonly managedBy: string | null;
  readonly managedSince: Date;
}

/** An identity provider that manages a user or a role, so that nobody does so here. */
export interface Managed {
  readonly provider: string;
  readonly since: Date;
}

/** The same as pages get it; null where nobody else manages the row. */
export function managedIn({ managedBy: provider, managedSince: since }: ManagerRow): Managed | null {
  return provider === null ? null : { provider, since };
}
