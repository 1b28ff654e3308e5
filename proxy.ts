import { type NextRequest, NextResponse } from 'next/server';
import { pathHeader } from '@/lib/auth/guards/own-path';
import { comesFromOtherSite } from '@/lib/other-sites';
import { dataHeaders, pageHeaders } from '@/lib/security-headers';

// Everything that Next answers, so that no answer is without its headers; SCIM has its own.
export const config = { matcher: ['/((?!scim/).*)'] };

/** Where no page is: JSON routes, and what pages are made of. */
const isData = /^\/(?:api|_next)\//;

/**
 * Tells the page its path and query, and the nonce that its scripts bear, in request headers; gives every answer its
 * security headers; and refuses writes of other sites, whatever they would reach.
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64');
  const told = isData.test(pathname) ? dataHeaders() : pageHeaders(nonce);
  if (comesFromOtherSite(request))
    return NextResponse.json(
      { error: 'This request came from another site. Open Muster itself and try again.' },
      { status: 403, headers: told },
    );
  const headers = new Headers(request.headers);
  headers.set(pathHeader, pathname + search);
  headers.set('x-nonce', nonce);
  // Next takes the nonce of its own scripts from here.
  headers.set('content-security-policy', told['content-security-policy'] ?? '');
  const response = NextResponse.next({ request: { headers } });
  for (const [name, value] of Object.entries(told)) response.headers.set(name, value);
  return response;
}
