import { invalidValue, mutability } from '../error';
import type { TypedFilter } from '../filter/typed-filter';
import { isArray, isObject, type Json } from '../json';
import { type Relax, readValue } from '../schema/read-value';
import type { Step } from './patch';

/** One change of a group's members, to be carried out without reading the members there are. */
export type MemberChange =
  | { readonly kind: 'add' | 'replace'; readonly ids: readonly string[] }
  | { readonly kind: 'remove'; readonly ids: readonly string[] }
  | { readonly kind: 'remove-where'; readonly filter: TypedFilter };

/**
 * What a step on `members` changes (RFC 7644 §3.5.2). The members' sub-attributes are immutable (RFC 7643 §4.2).
 * @throws ScimError invalidValue or mutability
 */
export function memberChange({ operation, target }: Step, relax: Relax): MemberChange {
  if (target.sub) throw mutability(`\`${target.text}\` can't be changed: add and remove members instead.`);
  if (operation.op === 'remove') return target.filter ? removal(target.filter) : { kind: 'replace', ids: [] };
  if (operation.value === undefined)
    throw invalidValue(`“${operation.op}” of \`members\` needs a \`value\`.`);
  if (target.filter) {
    if (operation.value === null) return removal(target.filter);
    throw mutability(`\`${target.text}\` can't be changed: add and remove members instead.`);
  }
  const members = readValue(target.attribute, operation.value, relax, target.text);
  return { kind: operation.op, ids: memberIds(members) };
}

/** A group can't be a member of another (RFC 7643 §4.2 leaves it open). */
export function nestedGroup(): Error {
  return invalidValue('Groups can’t be members of a group here: add the users themselves.');
}

/** The ids in a `members` value that was read. @throws ScimError invalidValue for a member without an id */
export function memberIds(members: Json | undefined): string[] {
  if (!isArray(members)) return [];
  return members.map((member) => {
    if (isObject(member) && typeof member.value === 'string') {
      if (typeof member.type === 'string' && member.type.toLowerCase() === 'group') {
        throw nestedGroup();
      }
      return member.value;
    }
    throw invalidValue('Each of `members` needs a `value`: the id of a user.');
  });
}

function removal(filter: TypedFilter): MemberChange {
  const id = idIn(filter);
  return id === undefined ? { kind: 'remove-where', filter } : { kind: 'remove', ids: [id] };
}

/** The id in `value eq "id"`, the one filter that every identity provider sends. */
function idIn(filter: TypedFilter): string | undefined {
  const compares = filter.kind === 'compare' && filter.op === 'eq' && filter.operand.type === 'text';
  return compares && filter.target.attribute.name === 'value' && filter.operand.type === 'text'
    ? filter.operand.text
    : undefined;
}

/** The changes with neighbours of one kind joined: a hundred removals of one member each are one statement. */
export function joined(changes: readonly MemberChange[]): MemberChange[] {
  const result: MemberChange[] = [];
  // Grows in place: to copy what was joined with each one would take quadratic time.
  let ids: string[] | undefined;
  for (const change of changes) {
    const last = result.at(-1);
    if (ids && 'ids' in change && last?.kind === change.kind) {
      for (const id of change.ids) ids.push(id);
      continue;
    }
    const joins = change.kind === 'add' || change.kind === 'remove';
    ids = joins ? [...change.ids] : undefined;
    result.push(joins && ids ? { kind: change.kind, ids } : change);
  }
  return result;
}
