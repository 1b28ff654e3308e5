import { dictionary } from '@zxcvbn-ts/language-common';

/** Long ones that the list below, which is of all lengths, has not, nor what they are made of. In lower case. */
const long = [
  '1234567890123',
  '12345678901234',
  '1234567891234',
  '123456789101112',
  '123123123123',
  '121212121212',
  '987654321098',
  '1q2w3e4r5t6y7u',
  '1q2w3e4r5t6y7u8i',
  'qwertyuiopasdfghjkl',
  'qwertzuiop12',
  'abcdefghijkl',
  'abcdefghijklm',
  'abcdef123456',
  'a1b2c3d4e5f6',
  'changemenow1',
  'changemenow!',
  'welcometo123',
  'letmeinplease',
  'iloveyouforever',
  'iloveyousomuch',
  'correcthorsebatterystaple',
  'thisismypassword',
];

let passwords: ReadonlySet<string> | undefined;

/**
 * The 49,000 passwords that stand highest in published leaks, of any length: the list of zxcvbn-ts (MIT licence), made
 * for judging passwords. Put together at its first use.
 */
function all(): ReadonlySet<string> {
  passwords ??= new Set([...dictionary['passwords-common'], ...long]);
  return passwords;
}

const letterOf: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/** `text` without the digits and signs before its first and behind its last letter. */
export function core(text: string): string {
  return text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
}

/** What `text` repeats; itself where it repeats nothing. */
function unitOf(text: string): string {
  return text.slice(0, `${text}${text}`.indexOf(text, 1));
}

/**
 * True where `text`, in lower case and without spaces, is a password that many people use, or one in the usual disguise:
 * with digits and signs around it, with digits for letters, or several times in a row.
 */
export function isCommon(text: string): boolean {
  const spelled = (form: string) => form.replace(/[0134578@$!]/g, (sign) => letterOf[sign] ?? sign);
  const forms = [text, spelled(text), core(text), spelled(core(text))];
  return forms.some((form) => all().has(form) || (form !== '' && all().has(unitOf(form))));
}
