import { type Sql, type Statement, sql } from '../lib/database';
import type { Leave } from '../lib/directory/scope';

/** A leave to act that is always confirmed, for tests of the stores without an API key. */
export function openLeave(tenantId: string, configurationId: string): Leave {
  return {
    caller: 'caller AS (SELECT $1::uuid AS tenant_id, $2::uuid AS configuration_id)',
    values: [tenantId, configurationId],
    rows: <Row>(statement: Statement, on: Sql = sql) => on.rows<Row>(statement),
    confirm: async () => {},
  };
}
