import { env } from './env';

/** Where browsers reach Muster over https, they are told to use nothing else for the next two years. */
export function overHttps(): Record<string, string> {
  if (!env().MUSTER_URL.startsWith('https://')) return {};
  return { 'strict-transport-security': 'max-age=63072000; includeSubDomains' };
}

/** What no page needs of a browser. */
const unused = [
  'camera',
  'microphone',
  'geolocation',
  'payment',
  'usb',
  'display-capture',
  'browsing-topics',
];

/** What every answer but SCIM's says: nobody frames it, opens it as something else, or learns where its reader was. */
function always(): Record<string, string> {
  return {
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'permissions-policy': unused.map((feature) => `${feature}=()`).join(', '),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    ...overHttps(),
  };
}

/** What a page may load, and from where: everything from here, and of scripts only those that the server marked. */
function pagePolicy(nonce: string): string {
  const development = env().NODE_ENV === 'development' ? " 'unsafe-eval'" : '';
  const directives = [
    "default-src 'self'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${development}`,
    // Components place themselves by style attributes, and some bring their style sheet along.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ];
  return directives.join('; ');
}

/** The headers of a page. Scripts in it bear `nonce`, which is another one with every answer. */
export function pageHeaders(nonce: string): Record<string, string> {
  return { ...always(), 'content-security-policy': pagePolicy(nonce) };
}

/** The headers of what is no page, JSON say: opened as one, it can do nothing. */
export function dataHeaders(): Record<string, string> {
  return { ...always(), 'content-security-policy': "default-src 'none'; frame-ancestors 'none'" };
}

/** The headers of SCIM's answers, which no browser shows: few, as they go with every request. */
export function scimHeaders(): Record<string, string> {
  return { 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-store', ...overHttps() };
}
