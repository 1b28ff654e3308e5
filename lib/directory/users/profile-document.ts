import { isObject } from '../../scim';

/** The parts of a SCIM resource, as `users.attributes` keeps it: members by name, lists of elements with a type. */
export type Document = Readonly<Record<string, unknown>>;

/** A list of the resource whose elements are told apart by their type. */
export type TypedList = 'emails' | 'phoneNumbers' | 'addresses';

/** The elements of one of the document's lists; none where it is absent or no list. */
export function elements(document: Document, list: TypedList): readonly Document[] {
  const value = document[list];
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** A complex member of the document, such as `name`; empty where it is absent. */
export function complex(document: Document, name: string): Document {
  const value = document[name];
  return isObject(value) ? value : {};
}

function isOfType(element: Document, type: string): boolean {
  return typeof element.type === 'string' && element.type.toLowerCase() === type;
}

/** The element of that type: the primary one if there are several, else the first. */
export function elementOf(document: Document, list: TypedList, type: string): Document | undefined {
  const ofType = elements(document, list).filter((element) => isOfType(element, type));
  return ofType.find((element) => element.primary === true) ?? ofType[0];
}

/** A member's text; null where it is absent, empty or no text. */
export function text(document: Document | undefined, member: string): string | null {
  const value = document?.[member];
  return typeof value === 'string' && value !== '' ? value : null;
}

/** Where mail for a user goes: the work address, else the primary one, else the first. */
export function mailAddress(document: Document): string | null {
  const all = elements(document, 'emails');
  const chosen =
    elementOf(document, 'emails', 'work') ?? all.find((email) => email.primary === true) ?? all[0];
  return text(chosen, 'value');
}

/** `document` with a member set, or without it where `value` is null, empty or has no members. */
export function withMember(document: Document, member: string, value: unknown): Document {
  const { [member]: _, ...rest } = document;
  const empty =
    value === null ||
    value === undefined ||
    value === '' ||
    (Array.isArray(value) && value.length === 0) ||
    (isObject(value) && Object.keys(value).length === 0);
  return empty ? rest : { ...rest, [member]: value };
}

/**
 * `document` with members of one element set (null: taken away), the element of `type` in `list`; it is added where
 * there is none, and goes when nothing but its type is left. Text derived from the members goes, too.
 */
export function withElement(
  document: Document,
  list: TypedList,
  type: string,
  members: Readonly<Record<string, string | null>>,
): Document {
  const all = elements(document, list);
  const current = elementOf(document, list, type);
  let changed: Document = current ?? { type };
  for (const [member, value] of Object.entries(members)) changed = withMember(changed, member, value);
  for (const derived of ['formatted', 'display']) changed = withMember(changed, derived, null);
  const { type: _, primary: __, ...content } = changed;
  const kept = Object.keys(content).length > 0 ? [changed] : [];
  const next = current
    ? all.flatMap((element) => (element === current ? kept : [element]))
    : [...all, ...kept];
  return withMember(document, list, next);
}
