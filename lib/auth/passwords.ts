import { hash, verify } from '@node-rs/argon2';
import { AppError } from '../app-error';
import { frequentPasswords } from './frequent-passwords';

/** The fewest characters that a password has. The pages say it before anyone types. */
export const shortestPassword = 12;
const longestPassword = 256;
const fewestDifferent = 5;

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

/**
 * Refuses a password that is too easy to guess. With `userName`, it may not be that name either.
 * @throws AppError 400, which says what to change
 */
export function checkPassword(password: string, userName?: string): void {
  const text = canonical(password);
  const characters = [...text];
  const folded = text.toLowerCase();
  if (characters.length < shortestPassword)
    throw new AppError(400, `Choose a password of at least ${shortestPassword} characters.`);
  if (characters.length > longestPassword)
    throw new AppError(400, `Choose a password of at most ${longestPassword} characters.`);
  if (new Set(characters).size < fewestDifferent)
    throw new AppError(400, `Choose a password with at least ${fewestDifferent} different characters.`);
  if (userName !== undefined && folded === canonical(userName).toLowerCase())
    throw new AppError(400, 'Choose a password that is not your user name.');
  if (frequentPasswords.has(folded))
    throw new AppError(400, 'Many people use this password, so it is guessed first. Choose another one.');
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
