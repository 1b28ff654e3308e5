import { describe, expect, it } from 'vitest';
import type { Problem } from '../../activity';
import { providers } from '../providers/providers';
import { requestAdvice } from './request-advice';

const scimUri = 'https://muster.example.com/scim/v2';

/** What the advice on a problem has to name, in the words of each provider. */
const rows: readonly [Problem, 'scimUri' | 'apiKey' | 'name' | 'none', RegExp][] = [
  ['revoked-key', 'apiKey', /ends in wxyz/],
  ['expired-key', 'apiKey', /later expiry/],
  ['wrong-source', 'none', /allowed sources/],
  ['damaged-key', 'apiKey', /whole key again/],
  ['misplaced-key', 'none', /“(Authorization: )?Bearer”|“Authorization: Bearer”/],
  ['wrong-path', 'scimUri', /exactly https:\/\/muster\.example\.com\/scim\/v2 with/],
  ['wrong-method', 'name', /activity/],
  ['not-found', 'name', /again/],
  ['bad-body', 'name', /attribute mappings/],
  ['held', 'name', /approve or reject/],
  ['limited', 'name', /again a little later/],
  ['refused', 'name', /activity says why/],
  ['failed', 'none', /again by itself/],
];

describe.each(providers)('for $label', (provider) => {
  it.each(rows)('%s says what to do', (problem, names, words) => {
    const { why, fix } = requestAdvice(problem, { provider: provider.id, scimUri, lastFour: 'wxyz' });
    expect(why).toMatch(/^[A-Z].*\.$/);
    expect(fix).toMatch(words);
    expect(fix).toMatch(/^[A-Z“].*\.$/);
    if (names === 'name') expect(fix).toContain(provider.name);
    else if (names !== 'none') expect(fix).toContain(`“${provider.fields[names]}”`);
  });
});
