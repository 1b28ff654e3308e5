import { beforeAll, describe, expect, it } from 'vitest';
import { connectedTenant, errorBody, made, patchOp, type ScimClient, user } from '../../../test/scim';

let acme: ScimClient;
let next = 0;
const name = () => `name-${next++}`;

beforeAll(async () => {
  acme = await connectedTenant();
});

const patch = (id: string, operation: Record<string, unknown>) =>
  acme.send(`PATCH /Users/${id}`, patchOp(operation));

describe('primary', () => {
  const two = [
    { value: 'a', type: 'work', primary: true },
    { value: 'b', type: 'home', primary: false },
  ];
  it.each([
    [{ op: 'replace', path: 'emails[type eq "home"].primary', value: true }],
    // Of several that a filter finds, the last.
    [{ op: 'replace', path: 'emails[value pr].primary', value: true }],
    [{ op: 'add', path: 'emails[value eq "b"].primary', value: true }],
    [{ op: 'replace', path: 'emails[type eq "home"]', value: { value: 'b', type: 'home', primary: true } }],
    [{ op: 'add', path: 'emails', value: [{ value: 'b', type: 'home', primary: true }] }],
    [{ op: 'add', value: { emails: [{ value: 'b', type: 'home', primary: true }] } }],
  ])('RFC 7644 §3.5.2: given to one value is taken from the others: %j', async (operation) => {
    const ada = await made(acme, user(name(), { emails: two }));
    const { body } = await patch(ada.id, operation);
    expect(body.emails.map(({ primary }: { primary?: boolean }) => primary)).toEqual([false, true]);
  });

  it.each([
    [{ op: 'replace', path: 'emails.primary', value: true }],
    [
      {
        op: 'replace',
        path: 'emails',
        value: [
          { value: 'x', primary: true },
          { value: 'y', primary: true },
        ],
      },
    ],
  ])('RFC 7643 §2.4: given to two by one operation is 400 invalidValue: %j', async (operation) => {
    const ada = await made(acme, user(name(), { emails: two }));
    const { status, body } = await patch(ada.id, operation);
    expect(status).toBe(400);
    expect(body).toEqual(errorBody(400, 'invalidValue'));
    expect((await acme.send(`GET /Users/${ada.id}`)).body).toEqual(ada);
  });

  it('RFC 7643 §2.4: values that become equal become one', async () => {
    const ada = await made(acme, user(name(), { emails: two }));
    const { body } = await patch(ada.id, {
      op: 'replace',
      path: 'emails[type eq "home"]',
      value: { value: 'A', type: 'work' },
    });
    expect(body.emails).toHaveLength(1);
    expect((await acme.send(`PUT /Users/${ada.id}`, body)).body).toEqual(body);
  });
});
