const longest = 40;

/**
 * The slug that `name` asks for: lower-case letters a-z, digits and single hyphens, at most 40 characters. A name
 * without any of them becomes `client`.
 */
export function slugOf(name: string): string {
  const letters = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const slug = trimHyphens(letters.replace(/[^a-z0-9]+/g, '-')).slice(0, longest);
  return trimHyphens(slug) || 'client';
}

/** The slug to try next when `slug` and its numbers below `n` are taken: `acme-2`, `acme-3` … */
export function numberedSlug(slug: string, n: number): string {
  const end = `-${n}`;
  return trimHyphens(slug.slice(0, longest - end.length)) + end;
}

function trimHyphens(text: string): string {
  return text.replace(/^-+|-+$/g, '');
}
