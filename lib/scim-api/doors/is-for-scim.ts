/**
 * True for a request that the SCIM service is to answer: one below /scim, of whatever version, and one that brings an
 * API key to a page's address, whose sender hears where to go.
 */
export function isForScim(target: string, authorization: string | undefined): boolean {
  return /^\/scim(?:[/?]|$)/i.test(target) || (authorization?.includes('mst_') ?? false);
}
