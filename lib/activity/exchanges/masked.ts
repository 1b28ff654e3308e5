/** What stands where a secret stood. */
export const mask = '•••';

/** How much of a body is kept, in characters. */
export const keptLength = 16_384;

const secretName = /passw|secret|token/i;
/** What a body has in it if there is anything to mask: without it, it is kept as it is, and not parsed. */
const suspicious = /passw|secret|token|mst_|\\u/i;
const key = /mst_[0-9A-Za-z]{4,}/g;
/** Behind a secret's name: what gives it a value, in a filter, a form or in JSON that is text. */
const givesValue = /["'=:]|\s(?:eq|ne|co|sw|ew|gt|ge|lt|le)\s/i;

/** Text with API keys masked, and where it names a secret, all that could be its value. */
export function maskedText(text: string): string {
  const masked = text.replace(key, `mst_${mask}`);
  const name = secretName.exec(masked);
  if (!name) return masked;
  const { index } = /\W|$/.exec(masked.slice(name.index)) ?? { index: 0 };
  const end = name.index + index;
  const before = masked.slice(0, end).replace(/"(?:[^"\\]|\\.)*"?/gs, `"${mask}"`);
  return before + (givesValue.test(masked.slice(end)) ? ` ${mask}` : masked.slice(end));
}

/** A path with its query, secrets masked. */
export function maskedPath(path: string): string {
  const [place = '', query] = path.split(/\?(.*)/s);
  if (query === undefined) return maskedText(place);
  const parameters = query.split('&').map((parameter) => {
    const decoded = decodedParameter(parameter);
    const [name = '', value] = decoded.split(/=(.*)/s);
    if (value !== undefined && secretName.test(name)) return `${name}=${mask}`;
    const masked = maskedText(decoded);
    return masked === decoded ? parameter : masked;
  });
  return `${maskedText(place)}?${parameters.join('&')}`;
}

function decodedParameter(parameter: string): string {
  try {
    return decodeURIComponent(parameter.replaceAll('+', ' '));
  } catch {
    return parameter;
  }
}

/** A JSON body with its secrets masked, cut where it is long. Text that is no JSON is not kept at all. */
export function maskedBody(text: string, { isJson }: { readonly isJson: boolean }): string {
  return cut(isJson && !suspicious.test(text) ? text : maskedJson(text));
}

function maskedJson(text: string): string {
  if (text === '') return text;
  try {
    return JSON.stringify(maskedValue(JSON.parse(text))).replace(key, `mst_${mask}`);
  } catch {
    return `(${text.length} characters that are no JSON: not kept, for they may hold a password)`;
  }
}

function cut(text: string): string {
  if (text.length <= keptLength) return text;
  return `${text.slice(0, keptLength).toWellFormed()}… (cut: ${text.length} characters in all)`;
}

function maskedValue(value: unknown): unknown {
  if (typeof value === 'string') return maskedText(value);
  if (Array.isArray(value)) return value.map(maskedValue);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value);
  const ofSecret = members.some(([name, part]) => namesSecret(name, part));
  return Object.fromEntries(
    members.map(([name, part]) => {
      const isValue = ofSecret && !/^(?:op|path|name)$/i.test(name);
      return [name, isValue || secretName.test(name) ? mask : maskedValue(part)];
    }),
  );
}

/** True for the member that says whose value an object holds: the path of a PATCH operation, or a name. */
function namesSecret(name: string, part: unknown): boolean {
  if (typeof part !== 'string') return false;
  if (/^path$/i.test(name)) return secretName.test(part);
  return /^(?:name|attribute|key|type)$/i.test(name) && /^(?:\S*[:.])?\s*passwords?\s*$/i.test(part);
}
