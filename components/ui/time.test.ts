import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { Time } from './time';

it('is in the page that the server sends as it will be when the page wakes, so that nothing moves', () => {
  const at = new Date(Date.now() - 7.5 * 60_000).toISOString();
  expect(renderToStaticMarkup(createElement(Time, { at, asAgo: true }))).toContain('>7 minutes ago</time>');
});

it('is a date in UTC there', () => {
  const sent = renderToStaticMarkup(createElement(Time, { at: '2026-11-25T23:30:00Z' }));
  expect(sent).toContain('>25 Nov 2026, 23:30</time>');
});
