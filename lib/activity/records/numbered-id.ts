import { v7 as uuid } from 'uuid';

/** The time that ids of many entries made at once begin with: what a UUIDv7 of now does. */
export function idsFromNow(): string {
  return uuid().slice(0, '00000000-0000'.length);
}

/**
 * SQL of a UUIDv7 for the n-th of many entries that one statement records, in the order of their numbers: the counter
 * stands behind the time (RFC 9562 §6.2), so that lists show them in that order.
 * @param begin what `idsFromNow` gave, and `number` an integer, both as SQL
 */
export function numberedId(begin: string, number: string): string {
  const counter = `lpad(to_hex(${number}), 6, '0')`;
  const random = `right(gen_random_uuid()::text, 12)`;
  return `(${begin} || '-7' || left(${counter}, 3) || '-8' || right(${counter}, 3) || '-' || ${random})::uuid`;
}
