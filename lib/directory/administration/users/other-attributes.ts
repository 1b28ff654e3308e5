import { isObject } from '../../../scim';
import { type Document, elementOf, elements, mailAddress } from '../../users/profile-document';

/** An attribute that the identity provider sent and that the profile does not show. */
export interface OtherAttribute {
  /** The SCIM path: `nickName`, `emails[type eq "home"].value`, `urn:…:User:department`. */
  readonly path: string;
  /** The member of the resource that holds it. */
  readonly member: string;
  readonly value: string;
}

const most = 100;
const longest = 300;

/** What of the resource the profile shows. */
const shown: Readonly<Record<string, readonly string[]>> = {
  name: ['givenName', 'familyName'],
  addresses: ['streetAddress', 'locality', 'region', 'postalCode', 'country'],
};

type Found = Omit<OtherAttribute, 'member'>;

function text(value: unknown): string {
  const whole = typeof value === 'string' ? value : JSON.stringify(value);
  return whole.length > longest ? `${whole.slice(0, longest)}…` : whole;
}

function leaves(value: unknown, path: string, separator: string, without: readonly string[] = []): Found[] {
  if (!isObject(value)) return value === null || value === '' ? [] : [{ path, value: text(value) }];
  return Object.entries(value).flatMap(([name, inner]) =>
    without.includes(name) ? [] : leaves(inner, `${path}${separator}${name}`, '.'),
  );
}

/** The members of a list's element that the profile shows; null where it shows none of it. */
function shownOf(document: Document, list: string, element: Document): readonly string[] | null {
  if (list === 'addresses' && element === elementOf(document, 'addresses', 'work'))
    return shown.addresses ?? [];
  const phones = ['mobile', 'work'].map((type) => elementOf(document, 'phoneNumbers', type));
  if (list === 'phoneNumbers' && phones.includes(element)) return ['value'];
  const mail = elements(document, 'emails').find(({ value }) => value === mailAddress(document));
  return list === 'emails' && element === mail ? ['value'] : null;
}

function inList(document: Document, list: string, values: readonly unknown[]): Found[] {
  return values.flatMap((element, place) => {
    if (!isObject(element)) return [{ path: `${list}[${place}]`, value: text(element) }];
    const path =
      typeof element.type === 'string' ? `${list}[type eq "${element.type}"]` : `${list}[${place}]`;
    const without = shownOf(document, list, element);
    // Its type stands in the path; that it is the primary one says something only beside its value.
    const said = without ? [...without, 'type', 'primary', 'display', 'formatted'] : ['type'];
    return leaves(element, path, '.', said);
  });
}

/** The attributes of a resource that the profile does not show, by their SCIM paths; a hundred at most. */
export function otherAttributes(document: Document): OtherAttribute[] {
  return Object.entries(document)
    .flatMap(([member, value]) => {
      const found = Array.isArray(value)
        ? inList(document, member, value)
        : leaves(value, member, member.startsWith('urn:') ? ':' : '.', shown[member]);
      return member === 'title' ? [] : found.map((each) => ({ ...each, member }));
    })
    .slice(0, most);
}
