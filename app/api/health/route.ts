export const dynamic = 'force-dynamic';

/** Answers as soon as the server serves. */
export function GET(): Response {
  return Response.json({ status: 'ok' }, { headers: { 'cache-control': 'no-store' } });
}
