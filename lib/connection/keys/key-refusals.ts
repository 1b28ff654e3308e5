/** Why a key that was one opens nothing now. */
export type KeyRefusal = 'deleted' | 'revoked' | 'retired' | 'expired' | 'elsewhere';

const settings = 'Client Settings > SCIM Settings';

const texts: Readonly<Record<KeyRefusal, string>> = {
  deleted: `The SCIM configuration of this API key was deleted. Connect the identity provider again in ${settings}.`,
  revoked: `The API key was replaced by another one or withdrawn. Enter the key in force; where it is lost, rotate it in ${settings}.`,
  retired: `The API key ended at the time that was set when it was rotated. Enter the new key; where it is lost, rotate it in ${settings}.`,
  expired: `The API key has expired. Rotate it, or give it a later expiry, in ${settings}.`,
  elsewhere: `The API key may not be used from ADDRESS. Allow that address in ${settings}, or send from one that is allowed.`,
};

/**
 * What who sent a key is told, with what to do about it.
 * @param address where it was sent from; undefined where nobody can know
 */
export function keyRefusalText(refusal: KeyRefusal, address: string | undefined): string {
  return texts[refusal].replace('ADDRESS', address ?? 'an address that is not known');
}
