const shape = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d)?$/i;

/**
 * The milliseconds since 1970 of an xsd:dateTime (RFC 7643 §2.3.5), any number of fraction digits;
 * without a zone it is UTC. Undefined where `text` is none.
 */
export function parseDateTime(text: string): number | undefined {
  const match = shape.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second, fraction = '', zone = 'Z'] = match;
  // JavaScript takes 30 February for 1 March.
  if (new Date(`${year}-${month}-${day}T00:00:00Z`).getUTCDate() !== Number(day)) return undefined;
  const milliseconds = `${fraction.slice(1)}000`.slice(0, 3);
  const time = Date.parse(
    `${year}-${month}-${day}T${hour}:${minute}:${second}.${milliseconds}${zone.toUpperCase()}`,
  );
  return Number.isNaN(time) ? undefined : time;
}
