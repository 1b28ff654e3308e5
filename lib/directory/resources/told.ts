import { v7 as uuid } from 'uuid';
import type { Scope } from './scope';

/** The activity entry of a statement's change, as SQL expressions over `from`. */
export interface Told {
  readonly tenantId: string;
  readonly configurationId: string;
  readonly action: string;
  readonly subject: 'user' | 'role';
  readonly id: string;
  readonly name: string;
  readonly detail: string;
  /** What gives a row where there is something to tell. */
  readonly from: string;
  /** The part's name; `told` without one. */
  readonly as?: string;
  readonly outcome?: 'done' | 'refused';
}

/** A part of a statement's `WITH` that records what the identity provider did. Its parameters are `toldValues`. */
export function toldSql(first: number, told: Told): string {
  return `${told.as ?? 'told'} AS (
    INSERT INTO activities (id, tenant_id, actor, actor_id, actor_name, action, subject, subject_id, subject_name, outcome, detail,
      request_id)
    SELECT $${first}::uuid, ${told.tenantId}, 'identity-provider', ${told.configurationId}, $${first + 1}::text,
      ${told.action}, '${told.subject}', ${told.id}, ${told.name}, '${told.outcome ?? 'done'}', ${told.detail}, $${first + 2}::uuid
    FROM ${told.from}
  )`;
}

/** The values of the three parameters of `toldSql`: a new entry's id, the identity provider's name, the request's id. */
export function toldValues({ actor, request }: Scope): [string, string, string] {
  return [uuid(), actor.name, request.id];
}
