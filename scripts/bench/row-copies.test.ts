import { expect, it } from 'vitest';
import { userBody } from './people.mjs';
import { differences, rowCopier } from './row-copies.mjs';

const rowOf = (i: number, id: string, more = {}) => {
  const { userName, externalId, name, emails } = userBody(i);
  return {
    id,
    user_name: userName.toUpperCase(),
    user_name_key: userName,
    external_id: externalId,
    family_key: `${name.familyName}`.toLowerCase(),
    attributes: { name, emails },
    created_at: '2000-01-01',
    deleted_at: null,
    version: 1,
    ...more,
  };
};

it('makes the row of another user', () => {
  const copy = rowCopier({ body: userBody(3), id: 'three' }, userBody(4), 'four');
  const row = rowOf(3, 'three', { user_name: userBody(3).userName });
  const other = rowOf(4, 'four', { user_name: userBody(4).userName });
  expect(copy(row)).toEqual(other);
  expect(copy(row, 'now')).toEqual({ ...other, created_at: 'now' });
});

it('tells what it could not copy', () => {
  const copy = rowCopier({ body: userBody(3), id: 'three' }, userBody(4), 'four');
  const row = rowOf(3, 'three', { search: `${userBody(3).userName} x`, created_at: '1999-01-01' });
  const other = rowOf(4, 'four', { search: `${userBody(4).userName} x` });
  expect(differences(copy(row), other)).toEqual(['user_name', 'search']);
});
