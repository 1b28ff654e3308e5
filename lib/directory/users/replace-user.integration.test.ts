import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { openScope } from '../../../test/leave';
import { sql } from '../../database';
import { type Document, everything } from '../../scim';
import type { Scope } from '../resources/scope';
import { shownName } from '../shown-name';
import { changesOf } from '../user-changes';
import { userDocument, writtenUser } from './user-resource';
import { usersStore } from './users-store';

let scope: Scope;

beforeAll(async () => {
  scope = await openScope('Replacing', 'https://muster.test/scim/v2');
});

const text = fc.constantFrom('Ada', 'ada', ' Ada ', '', 'Łukasz', '10', 'null');
const optional = { requiredKeys: [] };

/** Documents that often have something in common, so that some of two differ in nothing, or in one place. */
const documents = fc
  .record(
    {
      externalId: text,
      active: fc.boolean(),
      displayName: text,
      title: text,
      name: fc.record({ givenName: text, familyName: text }, optional),
      emails: fc.array(fc.record({ value: text, primary: fc.constant(false) }), { maxLength: 2 }),
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': fc.record({ department: text }, optional),
    },
    optional,
  )
  .map((document) => document as unknown as Document);

interface Told {
  readonly action: string;
  readonly subject_name: string;
  readonly detail: { readonly changes?: unknown };
}

function lastTold(id: string): Promise<Told[]> {
  return sql.rows<Told>({
    text: 'SELECT action, subject_name, detail FROM activities WHERE subject_id = $1 ORDER BY id DESC LIMIT 1',
    values: [id],
  });
}

const actions = { truefalse: 'user.deactivated', falsetrue: 'user.reactivated' } as Record<string, string>;

test('a PUT records what changed as a comparison of the two documents tells it (RFC 7644 §3.5.1)', async () => {
  const store = usersStore(scope);
  let unchanged = 0;
  const property = fc.asyncProperty(
    documents,
    fc.option(documents),
    fc.uuid(),
    async (first, other, userName) => {
      const second = other ?? first;
      const { resource } = await store.create({ ...first, userName }, everything);
      const id = String(resource().id);
      const replaced = await store.replace(id, { ...second, userName }, {});
      const stored = (document: Document) => userDocument({ ...writtenUser(document, true) } as never);
      const before = stored({ ...first, userName });
      const after = stored({ ...second, active: second.active ?? before.active ?? true, userName });
      const changes = changesOf(before, after);
      const [told] = await lastTold(id);
      const { version } = replaced;
      if (Object.keys(changes).length === 0) {
        unchanged += 1;
        expect([told?.action, version]).toEqual(['user.created', 'W/"1"']);
        return;
      }
      expect(told).toEqual({
        action: actions[`${before.active}${after.active}`] ?? 'user.updated',
        subject_name: shownName(writtenUser({ ...second, userName }, true)),
        detail: { changes },
      });
      expect(version).toBe('W/"2"');
      expect((await store.get(id, everything)).resource()).toEqual(replaced.resource());
    },
  );
  await fc.assert(property, { numRuns: 300 });
  expect(unchanged).toBeGreaterThan(0);
});

test('a status is recorded under the name that people see', async () => {
  const store = usersStore(scope);
  const names = fc.record(
    { displayName: text, name: fc.record({ givenName: text, familyName: text }, optional) },
    optional,
  );
  await fc.assert(
    fc.asyncProperty(names, fc.uuid(), async (given, userName) => {
      const document = { ...given, userName } as unknown as Document;
      const { resource } = await store.create(document, everything);
      const id = String(resource().id);
      const target = {
        attribute: { name: 'active', type: 'boolean', multiValued: false, subAttributes: [] },
      };
      const step = { operation: { op: 'replace', path: 'active', value: false }, target };
      await store.patch(id, [step as never], {});
      expect((await lastTold(id))[0]).toEqual({
        action: 'user.deactivated',
        subject_name: shownName(writtenUser(document, true)),
        detail: { changes: { active: { from: true, to: false } } },
      });
    }),
    { numRuns: 100 },
  );
});
