import { expect, test, vi } from 'vitest';
import { comesFromOtherSite } from './other-sites';

vi.mock('./env', () => ({ env: () => ({ MUSTER_URL: 'https://muster.example' }) }));

const from = (headers: Record<string, string>, method = 'POST') =>
  comesFromOtherSite({ method, headers: new Headers(headers) });

test.each([
  [{ 'sec-fetch-site': 'cross-site' }],
  [{ 'sec-fetch-site': 'same-site' }],
  [{ 'sec-fetch-site': 'cross-site', origin: 'https://muster.example' }],
  [{ origin: 'https://evil.example' }],
  [{ origin: 'null' }],
  [{ origin: 'https://muster.example.evil.example' }],
  [{ origin: 'http://muster.example' }],
])('a write with %j comes from another site', (headers) => {
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) expect(from(headers, method)).toBe(true);
  for (const method of ['GET', 'HEAD', 'OPTIONS']) expect(from(headers, method)).toBe(false);
});

test.each([
  [{}],
  [{ 'sec-fetch-site': 'same-origin' }],
  [{ 'sec-fetch-site': 'none' }],
  [{ origin: 'https://muster.example' }],
  [{ origin: 'http://10.0.0.7:3000', host: '10.0.0.7:3000' }],
])('a write with %j does not', (headers) => expect(from(headers)).toBe(false));
