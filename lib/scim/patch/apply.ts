import { invalidValue, mutability, noTarget } from '../error';
import { matches } from '../filter/evaluate';
import type { TypedFilter } from '../filter/typed-filter';
import { isArray, isObject, type Json, type JsonObject, kindOf } from '../json';
import type { Attribute } from '../schema/attribute';
import { distinct, identity, type Relax, readElement, readValue } from '../schema/read-value';
import type { Operation } from './patch-op';
import type { AttributeTarget } from './path';

/** How an engine treats what the RFC leaves to a server, or identity providers see otherwise. */
export interface Policy {
  readonly relax: Relax;
  /** An element that `add` or `replace` makes where a filter selects none; without one: 400 noTarget. */
  readonly missingElement?: (filter: TypedFilter) => JsonObject | undefined;
}

/** An object that is being changed: the resource, or an extension's container. */
export type Draft = Record<string, Json>;

/** Carries out one operation on the attribute that `target` names, in `holder` (RFC 7644 §3.5.2.1-3.5.2.3). */
export function applyTo(
  holder: Draft,
  target: AttributeTarget,
  { op, value }: Operation,
  policy: Policy,
): void {
  if (op !== 'remove' && value === undefined) {
    throw invalidValue(`“${op}” of \`${target.text}\` needs a \`value\`.`);
  }
  if (op === 'remove') remove(holder, target);
  else if (target.filter && target.attribute.multiValued)
    changeSelected(holder, target, target.filter, op, value ?? null, policy);
  else if (target.filter && !isSelected(holder, target, target.filter))
    refuseUnselected(target, value ?? null);
  else if (target.sub) changeSub(holder, target, target.sub, op, value ?? null, policy);
  else assign(holder, target, op, value ?? null, policy);
}

/** Whether the filter selects the one value of an attribute that has no more. */
function isSelected(holder: Draft, { attribute }: AttributeTarget, filter: TypedFilter): boolean {
  const current = holder[attribute.name];
  return isObject(current) && matches(filter, current);
}

/** Nothing to clear is success, as it is where a filter selects no element. */
function refuseUnselected({ attribute, text }: AttributeTarget, sent: Json): void {
  if (sent === null) return;
  throw noTarget(`The value of \`${attribute.name}\` does not match: \`${text}\` names nothing to change.`);
}

function remove(holder: Draft, { attribute, filter, sub, text }: AttributeTarget): void {
  const current = holder[attribute.name];
  const whole = sub ?? attribute;
  if (whole.required && !filter)
    throw mutability(`\`${text}\` is required: it can be replaced, not removed.`);
  if (!filter && !sub) delete holder[attribute.name];
  else if (isArray(current)) {
    const kept = current.flatMap((element) => {
      if (!isObject(element) || (filter && !matches(filter, element))) return [element];
      return sub ? (without(element, sub.name) ?? []) : [];
    });
    set(holder, attribute, kept);
  } else if (isObject(current) && (!filter || matches(filter, current))) {
    set(holder, attribute, sub ? without(current, sub.name) : undefined);
  }
}

/** `add` or `replace` of the whole attribute. */
function assign(
  holder: Draft,
  target: AttributeTarget,
  op: 'add' | 'replace',
  sent: Json,
  policy: Policy,
): void {
  const { attribute, text } = target;
  const current = holder[attribute.name];
  const value = readValue(attribute, sent, policy.relax, text);
  if (attribute.multiValued) {
    set(holder, attribute, op === 'add' ? union(attribute, elementsOf(current), elementsOf(value)) : value);
  } else if (isObject(value) && isObject(current)) {
    // Sub-attributes that are not named stay (RFC 7644 §3.5.2.1, §3.5.2.3); those named null go.
    set(holder, attribute, { ...withoutNulls(attribute, current, sent, policy.relax), ...value });
  } else if (value !== undefined || op === 'replace') {
    const cleared =
      isObject(sent) && isObject(current) ? withoutNulls(attribute, current, sent, policy.relax) : value;
    set(holder, attribute, cleared);
  }
}

/** `add` or `replace` of `name.givenName`, or of `emails.type` in every element. */
function changeSub(
  holder: Draft,
  { attribute, text }: AttributeTarget,
  sub: Attribute,
  op: 'add' | 'replace',
  sent: Json,
  { relax }: Policy,
): void {
  const value = readValue(sub, sent, relax, text);
  if (value === undefined && op === 'add') return;
  const current = holder[attribute.name];
  if (!attribute.multiValued) {
    set(holder, attribute, withSub(isObject(current) ? current : {}, sub, value));
    return;
  }
  const elements = elementsOf(current);
  if (elements.length === 0)
    throw noTarget(`There are no ${attribute.name}: \`${text}\` names nothing to change.`);
  const changed = elements.flatMap((element) => withSub(element, sub, value) ?? []);
  set(holder, attribute, distinct(attribute, changed, text));
}

/** `add` or `replace` of the elements that the filter selects, or of a sub-attribute of theirs. */
function changeSelected(
  holder: Draft,
  target: AttributeTarget,
  filter: TypedFilter,
  op: 'add' | 'replace',
  sent: Json,
  policy: Policy,
): void {
  const { attribute, sub, text } = target;
  const elements = elementsOf(holder[attribute.name]);
  const value = sub
    ? readValue(sub, sent, policy.relax, text)
    : readElement(attribute, sent, policy.relax, text);
  const change = (element: JsonObject): JsonObject | undefined => {
    if (sub) return withSub(element, sub, value);
    if (value === undefined) return undefined;
    if (!isObject(value)) throw invalidValue(`\`${text}\` needs an object, not ${kindOf(value)}.`);
    return op === 'add' ? { ...element, ...value } : value;
  };
  const selected = elements.map((element) => isObject(element) && matches(filter, element));
  if (selected.includes(true)) {
    const changed = elements.map((element, i) =>
      selected[i] && isObject(element) ? change(element) : element,
    );
    const written = (i: number) => selected[i] ?? false;
    set(holder, attribute, distinct(attribute, demote(changed, written), text));
    return;
  }
  // Nothing to clear is success, like removing what is not there (RFC 7644 §3.5.2.2).
  if (value === undefined) return;
  const made = policy.missingElement?.(filter);
  if (!made)
    throw noTarget(`No value of \`${attribute.name}\` matches: \`${text}\` names nothing to change.`);
  set(holder, attribute, union(attribute, elements, [change(made) ?? made]));
}

/** The elements with the new ones behind them; one that repeats another takes its place. A new primary is the only one. */
function union(attribute: Attribute, current: readonly Json[], added: readonly Json[]): readonly Json[] {
  const known = new Set(current.map((element) => identity(attribute, element)));
  const fresh = added.filter((element) => !known.has(identity(attribute, element)));
  const updates = new Map(added.map((element) => [identity(attribute, element), element]));
  const merged = current.map((element) => merge(element, updates.get(identity(attribute, element))));
  const isNew = (i: number) => i >= current.length || updates.has(identity(attribute, current[i] ?? null));
  return demote([...merged, ...fresh], isNew);
}

function merge(element: Json, update: Json | undefined): Json {
  return isObject(element) && isObject(update) ? { ...element, ...update } : (update ?? element);
}

/** Where an element that was just written is primary, no other is (RFC 7644 §3.5.2); of several, the last. */
function demote(elements: readonly (Json | undefined)[], written: (index: number) => boolean): Json[] {
  const isPrimary = (element: Json | undefined) => isObject(element) && element.primary === true;
  const chosen = elements.findLastIndex((element, i) => isPrimary(element) && written(i));
  return elements.flatMap((element, i) => {
    if (element === undefined) return [];
    const loses = chosen >= 0 && i !== chosen && isPrimary(element) && isObject(element);
    return [loses ? { ...element, primary: false } : element];
  });
}

function elementsOf(value: Json | undefined): readonly Json[] {
  return isArray(value) ? value : [];
}

/** `current` without the sub-attributes that `sent` names with a value that clears them. */
function withoutNulls(attribute: Attribute, current: JsonObject, sent: Json, relax: Relax): JsonObject {
  if (!isObject(sent)) return current;
  const cleared = new Set(
    Object.entries(sent).flatMap(([name, value]) => {
      const sub = attribute.subAttributes.find((one) => one.name.toLowerCase() === name.toLowerCase());
      return sub && sub.mutability !== 'readOnly' && relax(sub, value) === null ? [sub.name] : [];
    }),
  );
  return Object.fromEntries(Object.entries(current).filter(([name]) => !cleared.has(name)));
}

function without(object: JsonObject, name: string): JsonObject | undefined {
  const rest = Object.entries(object).filter(([key]) => key !== name);
  return rest.length === 0 ? undefined : Object.fromEntries(rest);
}

function withSub<T extends Json>(
  element: T,
  sub: Attribute,
  value: Json | undefined,
): JsonObject | undefined {
  const object = isObject(element) ? element : {};
  return value === undefined ? without(object, sub.name) : { ...object, [sub.name]: value };
}

function set(
  holder: Draft,
  attribute: Attribute,
  value: Json | readonly (Json | undefined)[] | undefined,
): void {
  const present = isArray(value) ? value.filter((element) => element !== undefined) : value;
  const empty = isArray(present)
    ? present.length === 0
    : isObject(present) && Object.keys(present).length === 0;
  if (present === undefined || empty) delete holder[attribute.name];
  else holder[attribute.name] = present as Json;
}
