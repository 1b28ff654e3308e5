import { Admission, type Connection, keyRefusalText } from '../../connection';
import { ScimError } from '../../scim';
import type { ScimRequest } from '../messages/exchange';
import { noteRefusedKey, refuseStranger } from './too-many-requests';

/** Somebody without a right key is refused; where the key was one once, or is one elsewhere, it says whose. */
export class Unauthenticated extends ScimError {
  constructor(
    detail: string,
    readonly connection?: Connection,
  ) {
    // Who proved to hold the key is not asked to prove it again.
    const isHolder = connection?.refusal === 'elsewhere';
    super(
      isHolder ? 403 : 401,
      undefined,
      detail,
      isHolder ? {} : { 'WWW-Authenticate': 'Bearer realm="SCIM"' },
    );
  }
}

/**
 * Finds the identity provider behind a request by its bearer key (RFC 6750 §2.1).
 * @param fresh asks the database although the key is remembered
 * @throws Unauthenticated; TooManyRequests where too many such requests came from one address
 */
export async function callerOf(request: ScimRequest, { fresh = false } = {}): Promise<Admission> {
  const { address } = request;
  try {
    const key = bearerKey(request);
    const sender = { address, userAgent: request.header('user-agent') };
    const known = fresh ? undefined : Admission.remembered(key, sender);
    if (known) return known;
    return holder(await Admission.lookUp(key, sender, () => refuseStranger(address)), address);
  } catch (error) {
    if (error instanceof Unauthenticated) noteRefusedKey(address);
    throw error;
  }
}

function bearerKey(request: ScimRequest): string {
  const header = request.header('authorization');
  if (header === undefined) {
    throw new Unauthenticated('The request has no API key: send “Authorization: Bearer” and the key.');
  }
  const [, key] = /^Bearer +([\w.~+/-]+=*) *$/i.exec(header) ?? [];
  if (key === undefined) {
    throw new Unauthenticated('The Authorization header must be “Bearer”, a space and the API key.');
  }
  return key;
}

function holder(admission: Admission | undefined, address: string | undefined): Admission {
  if (!admission) {
    throw new Unauthenticated(
      'The API key is not valid. Copy it again from where you saved it, or rotate it in Client Settings > SCIM Settings.',
    );
  }
  const { refusal } = admission.connection;
  if (refusal) throw new Unauthenticated(keyRefusalText(refusal, address), admission.connection);
  return admission;
}
