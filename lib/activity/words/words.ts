// Pure, for the server and the browser: imports nothing but data of that kind, and types.
import { type Alone, phrases } from './phrases';
import { nameOf, reason, type Told, whoDid } from './told';
import { requestInWords } from './told-requests';

/** What people do for themselves names them once: “Ada Lovelace set a password”. Done, and refused. */
const alone: Readonly<Record<Alone, readonly [string, string]>> = {
  'user.signed-in': ['signed in', 'could not sign in'],
  'user.sign-in-refused': ['could not sign in', 'could not sign in'],
  'user.password-set': ['set a password', 'could not set a password'],
  'user.password-changed': ['changed their password', 'could not change their password'],
  'user.signed-out-elsewhere': ['signed out of other browsers', 'could not sign out of other browsers'],
  'user.password-link-sent': ['was sent a password link', 'was sent no password link'],
};

/** What happened, in a sentence without its full stop, and after it why, if that is known: “Okta deactivated Ada Lovelace”. */
export function inWords(told: Told): string {
  const { action, outcome } = told;
  const request = requestInWords(told);
  if (request) return request;
  const who = whoDid(told);
  const own = Object.hasOwn(alone, action) && alone[action as Alone];
  if (own) return `${told.subject.name || 'Somebody'} ${own[outcome === 'done' ? 0 : 1]}${reason(told)}`;
  const words = Object.hasOwn(phrases, action) && phrases[action as keyof typeof phrases];
  if (!words) return `${who}: ${action} ${nameOf(told.subject)}`;
  const what = words.object(told);
  return outcome === 'done' ? `${who} ${words.past} ${what}` : `${who} could not ${words.infinitive} ${what}`;
}
