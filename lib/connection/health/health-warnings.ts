// Pure: what is wrong with a connection, in words, by thresholds that are data.
import type { RefusalReason } from '../../activity';
import { type ProviderId, providerOf } from '../providers/providers';

const minute = 60_000;
const hour = 60 * minute;

/** From where on something is worth a warning. */
export const thresholds = {
  /** A connection that was never used is forgotten, or failing unseen. Connecting takes minutes. */
  unheardMs: hour,
  /** A rotated key has to be entered at the identity provider; until then every request of it fails. */
  unusedKeyMs: hour / 2,
  /**
   * How long an identity provider may be silent: Entra ID asks every 40 minutes, whatever changed. The others send
   * what changes when it does, which on holidays is nothing for days.
   */
  silentMs: { entra: 4 * hour, jumpcloud: 7 * 24 * hour, okta: 7 * 24 * hour, other: 3 * 24 * hour },
  /** One that used to pause longer than that is given twice its longest pause. */
  pauses: 2,
  /** Some requests are always refused: a name that is taken, a stale id. A tenth of them is no coincidence. */
  errorRatio: 0.1,
  /** One of two that failed says nothing. */
  errors: 5,
} as const satisfies Record<string, number | Record<ProviderId, number>>;

/** Something that an administrator should look at. */
export interface HealthWarning {
  readonly kind: 'never-heard' | 'key-unused' | 'silent' | 'errors';
  /** What is the matter, in a sentence without a full stop. */
  readonly title: string;
  /** Why that may be, and what to do. */
  readonly advice: string;
}

/** What is known of a connection. */
export interface Observed {
  readonly provider: ProviderId;
  readonly connectedAt: Date;
  readonly keyMadeAt: Date;
  /** When the key in force was last used. */
  readonly keyUsedAt: Date | null;
  /** When it last came with a key that was right. */
  readonly lastContact: Date | null;
  /** The longest pause that it made of late, in hours. */
  readonly longestPause: number | null;
  /** In the last 24 hours. */
  readonly requests: number;
  readonly refused: number;
  readonly reason: RefusalReason | null;
}

/** What is wrong with a connection now, the gravest first; empty where all is well. */
export function healthWarnings(seen: Observed, now: Date): HealthWarning[] {
  return [neverHeard, keyUnused, silent, errors].flatMap((judge) => judge(seen, now) ?? []);
}

type Judge = (seen: Observed, now: Date) => HealthWarning | undefined;

const named = ({ provider }: Observed) =>
  provider === 'other' ? 'Your identity provider' : providerOf(provider).label;

const since = (at: Date, now: Date) => now.getTime() - at.getTime();

const isRotated = ({ keyMadeAt, connectedAt }: Observed) => keyMadeAt > connectedAt;

const neverHeard: Judge = (seen, now) => {
  const waited = since(seen.connectedAt, now);
  if (seen.keyUsedAt || isRotated(seen) || waited < thresholds.unheardMs) return undefined;
  return {
    kind: 'never-heard',
    title: `${named(seen)} has not been heard since it was connected ${span(waited)} ago`,
    advice:
      'Enter the SCIM URI and the API key there, and test the connection. If the key is lost, rotate it and use the new one.',
  };
};

const keyUnused: Judge = (seen, now) => {
  const waited = since(seen.keyMadeAt, now);
  if (seen.keyUsedAt || !isRotated(seen) || waited < thresholds.unusedKeyMs) return undefined;
  return {
    kind: 'key-unused',
    title: `The API key was rotated ${span(waited)} ago, and the new one has not been used`,
    advice: `Until the new key is entered at ${lowerCased(named(seen))}, everything that it sends is refused, and nobody’s access changes.`,
  };
};

/** How long this connection may be silent, in milliseconds. */
function patience({ provider, longestPause }: Observed): number {
  return Math.max(thresholds.silentMs[provider], thresholds.pauses * (longestPause ?? 0) * hour);
}

const silent: Judge = (seen, now) => {
  if (!seen.lastContact || !seen.keyUsedAt) return undefined;
  const waited = since(seen.lastContact, now);
  if (waited < patience(seen)) return undefined;
  const usual =
    seen.longestPause === null || seen.longestPause * hour < minute
      ? ''
      : ` Until now it was never silent for more than about ${span(seen.longestPause * hour)}.`;
  return {
    kind: 'silent',
    title: `${named(seen)} has been silent for ${span(waited)}`,
    advice: `Look there whether provisioning is still switched on, or paused after errors. Who leaves meanwhile keeps their access here.${usual}`,
  };
};

const errors: Judge = (seen) => {
  const { requests, refused, reason } = seen;
  if (refused < thresholds.errors || refused < thresholds.errorRatio * requests) return undefined;
  const share = Math.max(1, Math.round((100 * refused) / Math.max(1, requests)));
  // What the circuit breaker held was refused, too, and stands elsewhere.
  const often = reason && reason.count * 2 < refused ? 'Among them' : 'Most often';
  const most = reason ? ` ${often}: ${withStop(reasonText(reason))}` : '';
  return {
    kind: 'errors',
    title: `${share} % of the requests of the last 24 hours were refused`,
    advice: `What they were to change has not changed here.${most} Activity lists them, each with what to do.`,
  };
};

function reasonText({ detail, status }: RefusalReason): string {
  if (detail !== null) return detail;
  return status === null ? 'more came than the limit allows' : `status ${status}`;
}

const withStop = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);

const lowerCased = (name: string) => (name === 'Your identity provider' ? 'your identity provider' : name);

/** A length of time as people say it: “5 hours”, “3 days”. */
export function span(ms: number): string {
  const [size, unit] = (
    [
      [48 * hour, 24 * hour, 'day'],
      [hour, hour, 'hour'],
      [0, minute, 'minute'],
    ] as const
  ).flatMap(([from, size, unit]) => (ms >= from ? [[size, unit] as const] : []))[0] ?? [minute, 'minute'];
  const count = Math.max(1, Math.floor(ms / size));
  return count === 1 ? `${unit === 'hour' ? 'an' : 'a'} ${unit}` : `${count} ${unit}s`;
}
