import { fold, invalidValue } from '../../scim';

/** The bound on a text that an index holds, in bytes. PostgreSQL takes up to about 2,700 for a whole entry. */
const maxBytes = 1024;

/**
 * Refuses a text that is longer than an index takes, as it is or as the key that it is compared by.
 * @throws ScimError invalidValue, with the path of the attribute
 */
export function checkIndexed(path: string, text: string | null): void {
  if (text === null) return;
  const bytes = Math.max(Buffer.byteLength(text), Buffer.byteLength(fold(text)));
  if (bytes <= maxBytes) return;
  throw invalidValue(`\`${path}\` may have up to ${maxBytes} bytes of UTF-8; this one has ${bytes}.`);
}
