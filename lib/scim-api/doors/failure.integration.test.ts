import { expect, it, vi } from 'vitest';
import { connectedTenant, errorBody } from '../../../test/scim';
import { sql } from '../../database';

it('RFC 7644 §3.12: what goes wrong here is 500, an Error that tells nothing of the inside', async () => {
  const acme = await connectedTenant();
  const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
  const broken = vi
    .spyOn(sql, 'rows')
    .mockRejectedValue(new Error('relation "users" is on fire at 10.0.0.7'));
  const { status, body } = await acme.send('GET /Users');
  broken.mockRestore();
  expect([status, body]).toEqual([500, errorBody(500)]);
  expect(body.detail).not.toMatch(/relation|fire|10\.0/);
  expect(logged).toHaveBeenCalled();
  logged.mockRestore();
});
