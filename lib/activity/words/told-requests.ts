// Pure, for the server and the browser: imports nothing but data of that kind, and types.
import type { Action } from '../records/actions';
import { byWhom, counted, type Told, whoDid } from './told';

function refusedRequest(told: Told): string {
  const { subject: request, detail = {} } = told;
  const what = request.name ? `: ${request.name}` : '';
  const why = typeof detail.detail === 'string' ? `. ${detail.detail}` : '';
  return `A request of ${byWhom(told)} was refused${what}${why}`;
}

/** Too many were refused for an entry each. */
function countedRefusals(told: Told): string {
  const { subject: request, detail = {} } = told;
  const requests = counted(typeof detail.count === 'number' ? detail.count : 1, 'more request');
  const verb = detail.count === 1 ? 'was' : 'were';
  const last = request.name ? `, ${request.name} the last` : '';
  const why = typeof detail.detail === 'string' ? `. ${detail.detail}` : '';
  return `${requests} of ${byWhom(told)} ${verb} refused${last}${why}`;
}

/** Told once a minute at most, however many there were. */
function limitedRequests(told: Told): string {
  const { detail = {} } = told;
  const count = typeof detail.count === 'number' ? detail.count : 1;
  const were = count === 1 ? 'was' : 'were';
  return `${counted(count, 'request')} of ${byWhom(told)} ${were} refused: more came than the limit allows. Sent again later, they are answered`;
}

/** The answer to a filter by an attribute that there is not is an empty list: this says why. */
function unknownAttribute(told: Told): string {
  const { subject: request, detail = {} } = told;
  const what = request.name?.includes('/Groups') ? 'groups' : 'users';
  const which = typeof detail.detail === 'string' ? `: ${detail.detail.replace(/\.$/, '')}` : '';
  return `${whoDid(told)} asked for ${what} by an attribute that does not exist${which}`;
}

/** Each names who asked as its sentence needs it. */
const sentences: Readonly<Record<Extract<Action, `request.${string}`>, (told: Told) => string>> = {
  'request.refused': refusedRequest,
  'request.refusals-counted': countedRefusals,
  'request.limited': limitedRequests,
  'request.unknown-attribute': unknownAttribute,
};

/** What is told of a request, in a sentence; nothing where the entry is about something else. */
export function requestInWords(told: Told): string | undefined {
  const { action } = told;
  return Object.hasOwn(sentences, action) ? sentences[action as keyof typeof sentences](told) : undefined;
}
