import { hash, verify } from '@node-rs/argon2';
import { AppError } from '../../app-error';
import { core, isCommon } from './common-passwords';

/** The fewest characters that a password has. The pages say it before anyone types. */
export const shortestPassword = 12;
const longestPassword = 256;
const fewestDifferent = 5;
/** What of a password is not its owner's names has at least so many characters. */
const fewestOwn = 6;

// The strength that OWASP advises for Argon2id (the package's default kind): 19 MiB of memory, two passes, one lane.
const strength = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

// The same password typed on another keyboard may arrive in another Unicode form.
function canonical(password: string): string {
  return password.normalize('NFKC');
}

/** The Argon2id hash of `password`, in PHC string format. It checks nothing: see `checkPassword`. */
export function hashPassword(password: string): Promise<string> {
  return hash(canonical(password), strength);
}

/** The words of a name or an address that others know, as a password would have them. */
function wordsOf(name: string): string[] {
  const folded = canonical(name).toLowerCase();
  const words = [folded.replace(/\s/g, ''), ...folded.split(/[^\p{L}\p{N}]+/u)];
  return words.filter((word) => [...word].length >= 3);
}

/** `text` without the names and addresses that `known` are. */
function withoutNames(text: string, known: readonly (string | null | undefined)[]): string {
  const words = known.flatMap((name) => (name ? wordsOf(name) : []));
  words.sort((a, b) => b.length - a.length);
  return words.reduce((rest, word) => rest.replaceAll(word, ''), text);
}

/**
 * Refuses a password that is too easy to guess. There is no rule of what characters it is made of.
 * @param known what others know of its owner: user name, address, names, the client's name
 * @throws AppError 400, which says what to change
 */
export function checkPassword(password: string, ...known: readonly (string | null | undefined)[]): void {
  const text = canonical(password);
  const characters = [...text];
  const folded = text.toLowerCase().replace(/\s/g, '');
  if (characters.length < shortestPassword)
    throw new AppError(400, `Choose a password of at least ${shortestPassword} characters.`);
  if (characters.length > longestPassword)
    throw new AppError(400, `Choose a password of at most ${longestPassword} characters.`);
  if (new Set(characters).size < fewestDifferent)
    throw new AppError(400, `Choose a password with at least ${fewestDifferent} different characters.`);
  const rest = withoutNames(folded, known);
  const named = rest !== folded;
  if (named && (core(rest).length < fewestOwn || isCommon(rest)))
    throw new AppError(
      400,
      'Choose a password that is not made of your user name, your e-mail address or a name. Add some words.',
    );
  if (isCommon(folded))
    throw new AppError(
      400,
      'Many people use this password or one like it, so it is guessed first. Choose another one: several words that do not belong together, say.',
    );
}

/** True where `hashed` (from `hashPassword`) is the hash of `password`. */
export function verifyPassword(hashed: string, password: string): Promise<boolean> {
  // Longer ones were never accepted, and hashing megabytes is work that a stranger could ask for.
  return verify(hashed, canonical(password.slice(0, 4 * longestPassword)));
}

let decoy: Promise<string> | undefined;

/** Takes as long as `verifyPassword` takes, for accounts that do not exist. Always false. */
export async function verifyNothing(password: string): Promise<false> {
  decoy ??= hashPassword('nobody has this password');
  await verifyPassword(await decoy, password);
  return false;
}
