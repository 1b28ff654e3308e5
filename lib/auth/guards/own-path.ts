/** The request header in which `proxy.ts` tells the pages their own path and query. */
export const pathHeader = 'x-muster-path';

/** `path` where it is a path of this site, else `/`: what a sign-in leads to never leaves the site. */
export function ownPath(path: string | null | undefined): string {
  // Browsers read a backslash as a slash and skip control characters, so `/\evil.example` would leave the site.
  if (!path?.startsWith('/') || /^\/[/\\]/.test(path) || /[\p{Cc}\\]/u.test(path)) return '/';
  return path;
}

/** The sign-in page's address that leads back to `path` afterwards. */
export function signInPath(path: string | null | undefined): string {
  const back = ownPath(path);
  return back === '/' ? '/sign-in' : `/sign-in?callbackUrl=${encodeURIComponent(back)}`;
}
