import { describe, expect, it } from 'vitest';
import { csvHead, csvLine, jsonLine } from './csv';
import type { ActivityItem } from './list';

const entry: ActivityItem = {
  id: '0199f0c4-0000-7000-8000-000000000001',
  at: new Date('2026-11-24T08:00:00.123Z'),
  actor: { kind: 'identity-provider', id: '0199f0c4-0000-7000-8000-000000000002', name: 'Okta' },
  action: 'request.refused',
  subject: { kind: 'request', name: 'POST /Users' },
  outcome: 'refused',
  detail: { status: 409, scimType: 'uniqueness', detail: 'Taken.' },
  requestId: '0199f0c4-0000-7000-8000-000000000003',
  words: 'A request of Okta was refused: POST /Users. Taken.',
};

/** The fields of a text of CSV, read as RFC 4180 says. */
function fieldsOf(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    row.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

describe('an export as CSV', () => {
  it('begins with the mark of UTF-8 and the names of its columns', () => {
    expect(csvHead.startsWith('\ufeffTime,What happened,')).toBe(true);
    expect(csvHead.endsWith('\r\n')).toBe(true);
  });

  it('has each of an entry’s members in its column', () => {
    const [names = [], values = []] = fieldsOf(csvHead.slice(1) + csvLine(entry));
    expect(Object.fromEntries(names.map((name, i) => [name, values[i]]))).toEqual({
      Time: '2026-11-24T08:00:00.123Z',
      'What happened': 'A request of Okta was refused: POST /Users. Taken.',
      Outcome: 'refused',
      Action: 'request.refused',
      By: 'identity-provider',
      'By name': 'Okta',
      Subject: 'request',
      'Subject name': 'POST /Users',
      'Subject id': '',
      Status: '409',
      'Error type': 'uniqueness',
      Detail: '{"status":409,"scimType":"uniqueness","detail":"Taken."}',
      'Request id': '0199f0c4-0000-7000-8000-000000000003',
      'Entry id': '0199f0c4-0000-7000-8000-000000000001',
    });
  });

  it.each([
    ['a "quote", a comma', '"a ""quote"", a comma"'],
    ['two\r\nlines', '"two\r\nlines"'],
    ['=HYPERLINK("http://evil.test")', '"\'=HYPERLINK(""http://evil.test"")"'],
    ['+1', '"\'+1"'],
    ['-1', '"\'-1"'],
    ['@SUM(A1)', '"\'@SUM(A1)"'],
    ['\t=1', '"\'\t=1"'],
    ['\r=1', '"\'\r=1"'],
    ['＝1', '"\'＝1"'],
    ['Ada = 1', 'Ada = 1'],
    ['Zoë', 'Zoë'],
  ])('writes the name %j as %j', (name, written) => {
    expect(csvLine({ ...entry, subject: { kind: 'user', name } })).toContain(`,user,${written},`);
  });
});

it('an export as JSON has an entry a line', () => {
  expect(jsonLine(entry).endsWith('}\n')).toBe(true);
  expect(JSON.parse(jsonLine({ ...entry, words: 'two\nlines' }))).toMatchObject({ words: 'two\nlines' });
  expect(jsonLine({ ...entry, words: 'two\nlines' }).split('\n')).toHaveLength(2);
});
