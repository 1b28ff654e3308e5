// Data that the server and the browser read: imports nothing.

/** How far back a list may reach, in milliseconds, by the name that stands in addresses. */
export const spans = [
  { name: '1h', label: 'Last hour', ms: 3_600_000 },
  { name: '24h', label: 'Last 24 hours', ms: 86_400_000 },
  { name: '7d', label: 'Last 7 days', ms: 7 * 86_400_000 },
  { name: '30d', label: 'Last 30 days', ms: 30 * 86_400_000 },
] as const;

/** The name of a span of time that ends now. */
export type Span = (typeof spans)[number]['name'];
