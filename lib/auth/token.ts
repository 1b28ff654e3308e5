import { createHash, randomBytes } from 'node:crypto';

/** A secret for a link, 32 random bytes as base64url (43 characters), and the hash that is kept of it. */
export function newToken(): { token: string; hash: Buffer } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: hashToken(token) };
}

/** The SHA-256 under which a link's token is kept. The token is random, so nothing slower is needed. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
