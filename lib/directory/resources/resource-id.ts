const shape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * True for what can be an id: a UUID as PostgreSQL writes it. Ids are opaque and compare by case (RFC 7643 §3.1), so
 * one in capitals names nothing, and what is no UUID is no error either.
 */
export function isResourceId(text: string): boolean {
  return shape.test(text);
}
