import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../json';
import type { Attribute } from '../schema/attribute';
import { resourceTypes, schemasOf } from '../schema/resource-type';
import { urns } from '../urns';
import { resourceTypeResource, schemaResource, schemas, serviceProviderConfig } from './discovery';
import { pageSizes, readQuery } from './query';

const base = 'https://muster.test/scim/v2';

/** Every attribute of a printed schema, flat, by path. */
function printed(attributes: readonly JsonObject[], above = ''): [string, JsonObject][] {
  return attributes.flatMap((attribute) => {
    const path = `${above}${attribute.name}`;
    const subs = (attribute.subAttributes ?? []) as JsonObject[];
    return [[path, attribute] as [string, JsonObject], ...printed(subs, `${path}.`)];
  });
}

function defined(attributes: readonly Attribute[], above = ''): [string, Attribute][] {
  return attributes.flatMap((attribute) => {
    const path = `${above}${attribute.name}`;
    return [[path, attribute] as [string, Attribute], ...defined(attribute.subAttributes, `${path}.`)];
  });
}

describe.each(schemas.map((schema) => [schema.name, schema] as const))(
  '/Schemas: %s (RFC 7643 §7)',
  (_name, schema) => {
    const resource = schemaResource(schema, base);

    test('prints each attribute that is enforced, with its characteristics', () => {
      const flat = new Map(printed(resource.attributes as JsonObject[]));
      const own = defined(schema.attributes);
      expect([...flat.keys()]).toEqual(own.map(([path]) => path));
      for (const [path, attribute] of own) {
        const { type, multiValued, required, mutability, returned, uniqueness, description } = attribute;
        expect(flat.get(path)).toMatchObject({
          type,
          multiValued,
          required,
          mutability,
          returned,
          uniqueness,
          description,
        });
        if (type !== 'complex') expect(flat.get(path)).toMatchObject({ caseExact: attribute.caseExact });
      }
    });

    test('has no null and no camelCase fault', () => {
      expect(JSON.stringify(resource)).not.toContain('null');
      expect(resource).toMatchObject({
        schemas: [urns.schema],
        id: schema.id,
        meta: { location: `${base}/Schemas/${schema.id}` },
      });
    });
  },
);

test('what Entra ID looks for is listed', () => {
  const paths = new Map(
    schemas.flatMap((schema) =>
      defined(schema.attributes).map(([path, attribute]) => [`${schema.name}.${path}`, attribute]),
    ),
  );
  expect(paths.get('User.externalId')?.caseExact).toBe(true);
  expect(paths.get('Group.externalId')?.caseExact).toBe(true);
  expect(paths.get('User.emails.type')?.canonicalValues).toContain('work');
  expect(paths.get('User.phoneNumbers.type')?.canonicalValues).toEqual(
    expect.arrayContaining(['work', 'mobile', 'fax']),
  );
  expect(paths.get('Group.displayName')?.required).toBe(true);
});

test('/ResourceTypes name schemas that are served (RFC 7643 §6)', () => {
  const served = new Set(schemas.map(({ id }) => id));
  for (const type of resourceTypes) {
    expect(resourceTypeResource(type, base)).toMatchObject({
      id: type.name,
      endpoint: type.endpoint,
      schema: type.schema.id,
    });
    for (const { id } of schemasOf(type)) expect(served).toContain(id);
  }
});

test('/ServiceProviderConfig has what RFC 7643 §5 asks for', () => {
  expect(serviceProviderConfig(base)).toMatchObject({
    patch: { supported: true },
    filter: { supported: true, maxResults: pageSizes.max },
    etag: { supported: true },
    authenticationSchemes: [{ type: 'oauthbearertoken' }],
  });
});

describe('parameters (RFC 7644 §3.4.2)', () => {
  test.each<[string, object]>([
    ['', { startIndex: 1, count: pageSizes.default }],
    ['startindex=3&COUNT=2', { startIndex: 3, count: 2 }],
    ['startIndex=0&count=-5', { startIndex: 1, count: 0 }],
    ['count=99999', { count: pageSizes.max }],
    ['aadOptscim062020&x=y', { startIndex: 1 }],
    ['filter=a+eq+%22b%40c%22', { filter: 'a eq "b@c"' }],
    ['attributes=a,%20b,', { attributes: ['a', 'b'] }],
    ['excludedattributes=members', { excludedAttributes: ['members'] }],
  ])('%s', (parameters, expected) =>
    expect(readQuery(new URLSearchParams(parameters))).toMatchObject(expected),
  );

  test.each(['startIndex=x', 'count=1.5', 'count=1e3', 'attributes=a&excludedAttributes=b'])(
    '%s is refused',
    (parameters) => {
      expect(() => readQuery(new URLSearchParams(parameters))).toThrow(
        expect.objectContaining({ status: 400, scimType: 'invalidValue' }),
      );
    },
  );
});

/** The paths of a document that its schema does not have. */
function undefinedPaths(attributes: readonly Attribute[], document: JsonObject, above = ''): string[] {
  return Object.entries(document).flatMap(([name, value]) => {
    const attribute = attributes.find((one) => one.name === name);
    if (!attribute) return [`${above}${name}`];
    const parts = Array.isArray(value) ? value : [value];
    const objects = parts.filter((part): part is JsonObject => typeof part === 'object' && part !== null);
    return objects.flatMap((part) => undefinedPaths(attribute.subAttributes, part, `${above}${name}.`));
  });
}

// The schema of schemas nests one level deeper than it can say of itself, as RFC 7643 §8.7.2 prints it.
const described = schemas.filter(({ id }) => id !== urns.schema);

test.each<[string, JsonObject]>([
  ['ServiceProviderConfig', serviceProviderConfig(base)],
  ...resourceTypes.map((type): [string, JsonObject] => ['ResourceType', resourceTypeResource(type, base)]),
  ...described.map((schema): [string, JsonObject] => ['Schema', schemaResource(schema, base)]),
])('%s has nothing that its own schema lacks (RFC 7643 §8.7.2)', (name, document) => {
  const { id: _id, schemas: _schemas, meta: _meta, ...own } = document;
  const attributes = schemas.find((schema) => schema.name === name)?.attributes ?? [];
  expect(undefinedPaths(attributes, own)).toEqual([]);
  for (const { name: required } of attributes.filter((attribute) => attribute.required)) {
    expect(own).toHaveProperty([required]);
  }
});
