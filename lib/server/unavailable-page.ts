import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { retryAfterSeconds } from '../database';

const style = `:root{color-scheme:light dark}
body{margin:0;font:16px/1.5 system-ui,sans-serif;background:light-dark(#f5f8f7,#0f1514);color:light-dark(#17201e,#e6ecea)}
main{max-width:32rem;margin:0 auto;padding:4rem 1rem}
h1{font-size:1.5rem;line-height:1.3;margin:0 0 .5rem}
p{margin:0;color:light-dark(#4b5754,#aab5b2)}`;

// It needs nothing of the server: no script, no font, no other file.
const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="${retryAfterSeconds}">
<title>Not available at the moment · Muster</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>Muster is not available at the moment</h1>
<p>Its database does not answer. This page tries again every few seconds by itself; nothing that you had saved is lost.</p>
</main>
</body>
</html>
`;

const styleHash = createHash('sha256').update(style).digest('base64');

const common = { 'Retry-After': String(retryAfterSeconds), 'Cache-Control': 'no-store' };

/** Answers 503 in the place of a page, or of a JSON route where `json`: the database is not there. */
export function sayUnavailable(response: ServerResponse, json: boolean): void {
  const [type, body] = json
    ? [
        'application/json',
        JSON.stringify({ error: 'Muster is not available at the moment. Try again in a few seconds.' }),
      ]
    : ['text/html; charset=utf-8', page];
  response.writeHead(503, {
    ...common,
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(body),
    'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${styleHash}'; frame-ancestors 'none'`,
  });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}
