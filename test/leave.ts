import { v7 as uuid } from 'uuid';
import { connect } from '../lib/connection';
import { type Sql, type Statement, sql } from '../lib/database';
import type { Leave, Scope } from '../lib/directory/resources/scope';
import { addTenant } from './accounts';

/** A leave to act that is always confirmed, for tests of the stores without an API key. */
export function openLeave(tenantId: string, configurationId: string): Leave {
  return {
    caller:
      'caller AS (SELECT $1::uuid AS tenant_id, $2::uuid AS configuration_id, FALSE AS guarded, FALSE AS holding)',
    values: [tenantId, configurationId],
    rows: <Row>(statement: Statement, on: Sql = sql) => on.rows<Row>(statement),
    confirm: async () => {},
  };
}

/** The scope of a new tenant that an identity provider is connected to, with a leave that is always confirmed. */
export async function openScope(name: string, base: string): Promise<Scope> {
  const { tenantId } = await addTenant(name);
  await connect({ tenantId, provider: 'other', actor: { kind: 'operator' } });
  const [row] = await sql.rows<{ id: string }>({
    text: 'SELECT id FROM configurations WHERE tenant_id = $1',
    values: [tenantId],
  });
  const id = row?.id ?? '';
  const actor = { kind: 'identity-provider', id, name: 'Other' } as const;
  const request = { id: uuid(), told: false };
  return { tenantId, configurationId: id, actor, base, admission: openLeave(tenantId, id), request };
}
