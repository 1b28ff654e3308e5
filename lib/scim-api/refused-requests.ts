import { recordActivity } from '../activity';
import { type Connection, providerOf, withoutKeys } from '../connection';
import { sql } from '../database';
import type { ScimError } from '../scim';
import type { ScimRequest } from './exchange';
import { failureText } from './failure-text';

/** True for a refusal that an administrator should see: not a look-up of what is not there; limits tell by themselves. */
function isTold({ method }: ScimRequest, { status }: ScimError): boolean {
  if (status === 429) return false;
  return status !== 404 || (method !== 'GET' && method !== 'HEAD');
}

/** The start of a text that quotes a client, without API keys and without what PostgreSQL can't keep. */
export function storable(text: string, length: number): string {
  return withoutKeys(text).slice(0, length).toWellFormed().replaceAll('\0', '\ufffd');
}

/** Records a request that was refused, with what an administrator needs to mend it. Never fails the answer. */
export async function recordRefusal(
  request: ScimRequest,
  path: string,
  connection: Connection,
  error: ScimError,
): Promise<void> {
  if (!isTold(request, error)) return;
  try {
    await recordActivity(sql, {
      tenantId: connection.tenantId,
      actor: {
        kind: 'identity-provider',
        id: connection.configurationId,
        name: providerOf(connection.provider).label,
      },
      action: 'request.refused',
      subject: { kind: 'request', name: storable(`${request.method} ${path}`, 200) },
      outcome: 'refused',
      detail: {
        status: error.status,
        scimType: error.scimType ?? null,
        detail: storable(error.detail, 2000),
      },
    });
  } catch (cause) {
    console.error('A refused request could not be recorded:', failureText(cause));
  }
}
