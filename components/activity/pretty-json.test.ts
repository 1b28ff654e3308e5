import { describe, expect, it } from 'vitest';
import { prettyBody } from './pretty-json';

const shown = (text: string) => prettyBody(text).lines.join('\n');

describe('prettyBody', () => {
  it.each([
    [{ userName: 'ada', active: true, title: null, n: -1.5e3 }],
    [{ emails: [{ value: 'a@b.test', type: 'work' }, { value: 'c' }], name: { givenName: 'Ada' } }],
    [{ text: 'brackets {[,:]} and "quotes" \\ in it', escape: 'line\nend' }],
    [[]],
    [{}],
    [{ empty: {}, none: [], deep: [[], [{}]] }],
    [['a', ['b']]],
  ])('shows %j as JSON.stringify would', (value) => {
    expect(shown(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2));
    expect(shown(JSON.stringify(value, null, 7))).toBe(JSON.stringify(value, null, 2));
  });

  it('shows what was cut as far as it goes, and how long it was', () => {
    expect(prettyBody('{"a": [1, "tex… (cut: 20000 characters in all)')).toEqual({
      lines: ['{', '  "a": [', '    1,', '    "tex'],
      cutFrom: 20_000,
    });
  });

  it('shows text that is no JSON as it is', () => {
    const text = '(12 characters that are no JSON: not kept, for they may hold a password)';
    expect(prettyBody(text)).toEqual({ lines: [text], cutFrom: null });
    expect(prettyBody('two\nlines').lines).toEqual(['two', 'lines']);
  });
});
