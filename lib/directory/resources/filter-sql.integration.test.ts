import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { openScope } from '../../../test/leave';
import {
  type Attribute,
  type Document,
  everything,
  groupType,
  type JsonObject,
  lenient,
  lenientTokens,
  matches,
  Parser,
  type ResourceType,
  resourceTypes,
  type TypedFilter,
  typeFilter,
  userType,
} from '../../scim';
import { rolesStore, type Scope, usersStore } from '../index';

// Every filter that can be written means the same in SQL as in memory. The seed of a failing run is printed;
// FC_SEED repeats it, FC_RUNS sets how many filters are tried on each resource type.
const seed = Number(process.env.FC_SEED ?? Date.now() % 2 ** 31);
const runs = Number(process.env.FC_RUNS ?? 1500);

// Letters whose folding is a trap, the wildcards of LIKE, quotes and escapes.
const letters = [...'aAbBzZ %_"\'\\.@0é', 'É', 'İ', 'ß', 'Σ', 'ς', 'ﬁ', 'Ａ', '😀', '€', 'e\u0301'];
const text = fc
  .array(fc.constantFrom(...letters), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join(''));
const types = fc.constantFrom('work', 'Work', 'home', 'other', 'x');
const some = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined });

function valuesOf(attribute: Attribute): fc.Arbitrary<unknown> {
  if (attribute.multiValued) {
    return fc.array(valuesOf({ ...attribute, multiValued: false }), { maxLength: 3 }).map(onePrimary);
  }
  if (attribute.type === 'boolean') return fc.boolean();
  if (attribute.type === 'binary') return fc.constantFrom('AAAA', 'aaaa', 'TWF=');
  if (attribute.type !== 'complex') return attribute.name === 'type' ? types : text;
  return fc.record(Object.fromEntries(attribute.subAttributes.map((sub) => [sub.name, some(valuesOf(sub))])));
}

function onePrimary(elements: unknown[]): unknown[] {
  return elements.map((element, i) =>
    typeof element === 'object' && element !== null && i > 0 ? { ...element, primary: false } : element,
  );
}

function writable({ attributes }: ResourceType['schema']): Attribute[] {
  return attributes.filter(({ mutability, name }) => mutability === 'readWrite' && name !== 'members');
}

const fields = (attributes: readonly Attribute[]) =>
  Object.fromEntries(attributes.map((attribute) => [attribute.name, some(valuesOf(attribute))]));

/** Bodies of a resource type, with any of its attributes. */
function bodies(type: ResourceType, names: fc.Arbitrary<string>): fc.Arbitrary<Document> {
  const extensions = type.extensions.map((schema) => [schema.id, some(fc.record(fields(writable(schema))))]);
  const [identity] = type.schema.attributes.filter(({ required }) => required);
  return fc.record({
    ...fields(writable(type.schema)),
    ...Object.fromEntries(extensions),
    [identity?.name ?? '']: names,
  }) as fc.Arbitrary<Document>;
}

const operators = fc.constantFrom('eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le', 'pr', 'EQ', 'Ne');

/** Filters as text: any attribute, operator and value; those that are refused by type are sorted out. */
function filters(type: ResourceType, values: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const paths = [type.schema, ...type.extensions].flatMap(({ id, attributes }) =>
    attributes.flatMap(({ name, subAttributes }) => {
      const path = id === type.schema.id ? name : `${id}:${name}`;
      return [path, ...subAttributes.map((sub) => `${path}.${sub.name}`)];
    }),
  );
  const common = [
    'id',
    'schemas',
    'meta',
    'meta.created',
    'meta.lastModified',
    'meta.location',
    'meta.version',
  ];
  const times = fc.constantFrom(
    '2026-01-01T00:00:00Z',
    '0001-01-03T00:00:00.0000000Z',
    '2999-12-31T23:59:60Z',
  );
  const literals = fc.oneof(
    values.map((value) => JSON.stringify(value)),
    fc.constantFrom('true', 'false', 'null', '"True"', '"work"', '""', '"direct"', '"W/"'),
    times.map((time) => JSON.stringify(time)),
  );
  const comparison = (names: readonly string[]) =>
    fc
      .tuple(fc.constantFrom(...names), operators, literals)
      .map(([path, op, value]) => (op === 'pr' ? `${path} pr` : `${path} ${op} ${value}`));
  const joined = (leaf: fc.Arbitrary<string>, depth: number): fc.Arbitrary<string> =>
    depth === 0
      ? leaf
      : fc.oneof(
          { weight: 3, arbitrary: leaf },
          { weight: 1, arbitrary: joined(leaf, depth - 1).map((inner) => `not (${inner})`) },
          {
            weight: 2,
            arbitrary: fc
              .tuple(joined(leaf, depth - 1), fc.constantFrom('and', 'or'), joined(leaf, depth - 1))
              .map(([left, word, right]) => `(${left} ${word} ${right})`),
          },
        );
  const complex = type.schema.attributes.filter(({ type: kind }) => kind === 'complex');
  const element = fc
    .constantFrom(...complex)
    .chain(({ name, subAttributes }) =>
      joined(comparison(subAttributes.map((sub) => sub.name)), 1).map((inner) => `${name}[${inner}]`),
    );
  const leaf = fc.oneof(
    { weight: 4, arbitrary: comparison([...paths, ...common, 'nothing.here']) },
    { weight: 1, arbitrary: element },
  );
  return joined(leaf, 3);
}

function typed(type: ResourceType, filter: string): TypedFilter | undefined {
  try {
    return typeFilter(type, Parser.parse(filter, lenientTokens(type)), lenient).filter;
  } catch {
    return undefined;
  }
}

let scope: Scope;

beforeAll(async () => {
  scope = await openScope('Filters', "https://muster.test/o'neil/scim/v2");
  const names = text.map((name) => `${name}-${Math.abs(fnv(name))}`);
  const users = fc.sample(bodies(userType, names), { seed, numRuns: 40 });
  const ids: string[] = [];
  for (const [i, user] of users.entries()) {
    const made = await usersStore(scope).create(
      { ...user, userName: `${user.userName}${i}` } as Document,
      everything,
    );
    ids.push(String(made.resource().id));
  }
  const groups = fc.sample(bodies(groupType, names), { seed, numRuns: 15 });
  for (const [i, group] of groups.entries()) {
    const members = ids.filter((_, at) => at % (i + 1) === 0 && i > 0).map((value) => ({ value }));
    const body = { ...group, displayName: `${group.displayName}${i}`, members };
    await rolesStore(scope).create(body as unknown as Document, everything);
  }
});

function fnv(name: string): number {
  return [...name].reduce((hash, char) => Math.imul(hash ^ (char.codePointAt(0) ?? 0), 16777619), 2166136261);
}

describe.each(resourceTypes.map((type) => [type.name, type] as const))('%s', (name, type) => {
  test(`${runs} filters give the same in SQL and in memory (seed ${seed})`, {
    timeout: 300_000,
  }, async () => {
    const store = name === 'User' ? usersStore(scope) : rolesStore(scope);
    const request = { from: { startIndex: 1 }, count: 1000, projection: everything };
    const all = (await store.list(request)).resources.map((read) => read.resource());
    const values = fc.oneof(text, fc.constantFrom(...all.flatMap(textsIn)));
    let checked = 0;
    let matching = 0;
    await fc.assert(
      fc.asyncProperty(filters(type, values), async (filter) => {
        const meaning = typed(type, filter);
        fc.pre(meaning !== undefined);
        const expected = all.filter((resource) => meaning && matches(meaning, resource)).map(({ id }) => id);
        const page = await store.list({ ...request, filter: meaning });
        expect(page.resources.map((read) => read.resource().id)).toEqual(expected);
        checked++;
        if (expected.length > 0 && expected.length < all.length) matching++;
      }),
      { seed, numRuns: runs },
    );
    expect(checked).toBe(runs);
    // A property over filters that all match nothing, or everything, would say little.
    expect(matching).toBeGreaterThan(runs / 10);
  });
});

/** Every text in a resource, so that filters meet values that are there. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null
    ? Object.values(value as JsonObject).flatMap(textsIn)
    : [];
}
