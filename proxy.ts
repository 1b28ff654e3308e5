import { type NextRequest, NextResponse } from 'next/server';
import { pathHeader } from '@/lib/auth/own-path';

// Pages cannot see their own address, which the sign-in page leads back to; and pages with a secret in their
// address tell it to nobody. Everything else goes past, as this costs each request it sees.
export const config = { matcher: ['/', '/settings/:path*', '/reset-password', '/setup'] };

/** Tells the page its path and query in a request header. */
export function proxy(request: NextRequest): NextResponse {
  const headers = new Headers(request.headers);
  headers.set(pathHeader, request.nextUrl.pathname + request.nextUrl.search);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('referrer-policy', 'no-referrer');
  return response;
}
