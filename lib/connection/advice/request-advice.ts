// Data that the server and the browser read: imports nothing but data.
import type { Problem } from '../../activity';
import { type ProviderId, providerOf } from '../providers/providers';

/** What went wrong with a request, and what to do about it where. */
export interface Advice {
  readonly why: string;
  readonly fix: string;
  /** Where the page has more: what exactly was refused, the key, or who is held. */
  readonly see?: 'activity' | 'key' | 'breaker';
}

/** What the advice names. */
export interface Circumstances {
  readonly provider: ProviderId;
  readonly scimUri: string;
  /** The end of the key in force, or of the one that waits to be. */
  readonly lastFour: string;
}

type Written = (given: Circumstances & ReturnType<typeof providerOf>) => Advice;

const seeActivity = 'activity' as const;
const seeKey = 'key' as const;

const advice: Readonly<Record<Problem, Written>> = {
  'revoked-key': ({ fields, lastFour }) => ({
    why: 'It came with a key that was replaced or withdrawn.',
    fix: `Paste the key in force, which ends in ${lastFour}, into “${fields.apiKey}”. If it is lost, rotate it here.`,
    see: seeKey,
  }),
  'expired-key': ({ fields }) => ({
    why: 'Its key has expired.',
    fix: `Give the key a later expiry, or rotate it here and paste the new one into “${fields.apiKey}”.`,
    see: seeKey,
  }),
  'wrong-source': () => ({
    why: 'It came from an address that its key may not be used from.',
    fix: 'Add the address to the key’s allowed sources, or let the identity provider send from one that is allowed.',
    see: seeKey,
  }),
  'damaged-key': ({ fields }) => ({
    why: 'It came with something that begins like your key, and is not the whole of it.',
    fix: `Empty “${fields.apiKey}” and paste the whole key again, from “mst_” to its last character, without a space.`,
  }),
  'misplaced-key': ({ keyForm }) => ({
    why: 'It came with the right key in the wrong form.',
    fix: keyForm,
  }),
  'wrong-path': ({ fields, scimUri }) => ({
    why: 'There is nothing at the address that it asked.',
    fix: `Set “${fields.scimUri}” to exactly ${scimUri} with no slash behind it, nothing missing and nothing more.`,
  }),
  'wrong-method': ({ name }) => ({
    why: 'The address does not offer what it asked for.',
    fix: `Look at the entry in the activity for what is offered there, and at the settings of provisioning in ${name}.`,
    see: seeActivity,
  }),
  'not-found': ({ name }) => ({
    why: 'What it wanted to change is not here any more.',
    fix: `Let ${name} provision that user or group again: it looks for it first, and makes it anew where it is gone.`,
    see: seeActivity,
  }),
  'bad-body': ({ name }) => ({
    why: 'What it sent could not be read.',
    fix: `Look at the entry in the activity for the place, and at the attribute mappings in ${name}.`,
    see: seeActivity,
  }),
  held: ({ name }) => ({
    why: 'The circuit breaker keeps this person’s access.',
    fix: `Too many were to lose it at once. See who they are, and approve or reject; what you reject, mend in ${name}, too.`,
    see: 'breaker',
  }),
  limited: ({ name }) => ({
    why: 'It came while too many others did.',
    fix: `There is nothing to mend: ${name} sends it again a little later. If it happens often, contact support about the limit.`,
  }),
  refused: ({ name }) => ({
    why: 'It was understood and refused.',
    fix: `The entry in the activity says why, and what to change in ${name}.`,
    see: seeActivity,
  }),
  failed: ({ name }) => ({
    why: 'Something went wrong in Muster; nothing was changed.',
    fix: `${name.charAt(0).toUpperCase()}${name.slice(1)} sends it again by itself. If it stays so, contact support.`,
  }),
};

/** What went wrong with a request, and what to do about it, in the words of its provider. */
export function requestAdvice(problem: Problem, given: Circumstances): Advice {
  return advice[problem]({ ...given, ...providerOf(given.provider) });
}
