import { type Problem, recordRefused, storableStart } from '../../activity';
import { type Connection, providerOf, withoutKeys } from '../../connection';
import { sql } from '../../database';
import { HeldChange } from '../../directory';
import { log } from '../../log';
import type { ScimError } from '../../scim';
import { Unauthenticated } from '../admission/caller';
import type { Received } from '../messages/exchange';
import { prefix, WrongPath } from '../messages/wrong-path';

/** What of a request activity tells where it is refused. */
type Refused = Pick<Received, 'method' | 'path' | 'report'>;

/** True for a refusal that an administrator should see: not a look-up of what is not there; limits tell by themselves. */
function isTold({ method }: Refused, error: ScimError): boolean {
  if (error.status === 429) return false;
  return error.status !== 404 || error instanceof WrongPath || (method !== 'GET' && method !== 'HEAD');
}

function problemOf({ status, scimType }: ScimError): Problem {
  if (status === 404) return 'not-found';
  if (status === 405) return 'wrong-method';
  const isBody = status === 413 || status === 415 || scimType === 'invalidSyntax';
  return isBody ? 'bad-body' : 'refused';
}

function keyProblem({ refusal }: Connection): Problem {
  if (refusal === 'expired') return 'expired-key';
  return refusal === 'elsewhere' ? 'wrong-source' : 'revoked-key';
}

/** The start of a text that quotes a client, without API keys and without what PostgreSQL can't keep. */
export function storable(text: string, length: number): string {
  return storableStart(withoutKeys(text), length);
}

/** A request as activity names it: the path behind that of the service, decoded. */
function nameOf({ method, path }: Refused): string {
  const inside = path.startsWith(`${prefix}/`) ? path.slice(prefix.length) : path;
  try {
    return storable(`${method} ${decodeURIComponent(inside)}`, 200);
  } catch {
    return storable(`${method} ${inside}`, 200);
  }
}

/**
 * Records a request that was refused, with what an administrator needs to mend it. Never fails the answer.
 * @param connection what its key opens, or once did
 */
export async function recordRefusal(
  request: Refused,
  connection: Connection,
  error: ScimError,
): Promise<void> {
  const { report } = request;
  if (error instanceof HeldChange) {
    // Told once, when it is held, with its exchange; however often it is asked for after that.
    if (report.told) report.problem ??= 'held';
    return;
  }
  if (!isTold(request, error)) return;
  const wrongKey = error instanceof Unauthenticated || !connection.live;
  const problem = error instanceof WrongPath ? 'wrong-path' : problemOf(error);
  report.problem ??= wrongKey ? keyProblem(connection) : problem;
  try {
    const recorded = await recordRefused(sql, {
      tenantId: connection.tenantId,
      actor: {
        kind: 'identity-provider',
        id: connection.configurationId,
        name: providerOf(connection.provider).label,
      },
      action: 'request.refused',
      subject: { kind: 'request', name: nameOf(request) },
      outcome: 'refused',
      detail: {
        status: error.status,
        scimType: error.scimType ?? null,
        ...(connection.refusal && { key: connection.refusal }),
        detail: storable(error.detail, 2000),
      },
      requestId: report.id,
    });
    report.tooMany ||= !recorded;
  } catch (cause) {
    log.error('A refused request could not be recorded.', { requestId: report.id, err: cause });
  }
}
