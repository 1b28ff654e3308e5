import { expect, it } from 'vitest';
import { sql } from './sql';
import { textArray } from './text-array';

it('arrives as it is: quotes, commas, braces, backslashes, nulls, and letters of every width', async () => {
  const texts = [
    '',
    'a',
    '"',
    '\\',
    '{a,b}',
    'NULL',
    null,
    'ü€😀',
    '{"userName":"ada"}',
    'x'.repeat(100_000),
    null,
  ];
  const [row] = await sql.rows<{ texts: unknown }>({
    text: 'SELECT $1::text[] AS texts',
    values: [textArray(texts)],
  });
  expect(row?.texts).toEqual(texts);
});

it('may be of one, or of none', async () => {
  const lengths = [];
  for (const texts of [['a'], []]) {
    const [row] = await sql.rows<{ length: number }>({
      text: 'SELECT count(*)::int AS length FROM unnest($1::text[])',
      values: [textArray(texts)],
    });
    lengths.push(row?.length);
  }
  expect(lengths).toEqual([1, 0]);
});
