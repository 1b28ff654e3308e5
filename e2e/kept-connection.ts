import { once } from 'node:events';
import { Agent, type ClientRequest, type IncomingHttpHeaders, request } from 'node:http';
import type { Socket } from 'node:net';
import { text } from 'node:stream/consumers';

/** What came back. */
export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What a request has besides its address. */
export interface Sent {
  readonly key?: string;
  readonly cookie?: string;
  /** The body, sent as JSON unless it is text. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One connection to a server, kept open: whichever process took it answers all of its requests. */
export class KeptConnection {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 });
  private readonly sockets = new Set<Socket>();

  constructor(private readonly address: string) {}

  /** Whether every request so far went through the one connection, and it still stands. */
  get stands(): boolean {
    return this.sockets.size === 1 && [...this.sockets].every((socket) => !socket.destroyed);
  }

  /** Sends a request such as `GET /scim/v2/Users`. */
  send(line: string, { key, cookie, body, headers }: Sent = {}): Promise<Reply> {
    const payload = typeof body === 'string' ? body : body === undefined ? undefined : JSON.stringify(body);
    const sent = this.open(line, {
      ...(key ? { authorization: `Bearer ${key}` } : {}),
      ...(cookie ? { cookie } : {}),
      ...(payload === undefined ? {} : bodyHeaders(payload)),
      ...headers,
    });
    sent.end(payload);
    return replyTo(sent);
  }

  /** Signs in, and gives the session's cookie. */
  async signIn(identifier: string, password: string): Promise<string> {
    const csrf = await this.send('GET /api/auth/csrf');
    const { csrfToken } = JSON.parse(csrf.body);
    const { headers } = await this.send('POST /api/auth/callback/credentials', {
      cookie: cookiesOf(csrf).join('; '),
      body: new URLSearchParams({ csrfToken, identifier, password, json: 'true' }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    const session = cookiesOf({ headers }).find((cookie) => cookie.startsWith('muster.session='));
    if (!session) throw new Error(`${identifier} could not sign in.`);
    return session;
  }

  /** Sends a request but the end of its body: `begun` once the server has the start, `end` sends the rest. */
  begin(line: string, body: unknown, key: string) {
    const payload = JSON.stringify(body);
    const sent = this.open(line, {
      authorization: `Bearer ${key}`,
      expect: '100-continue',
      ...bodyHeaders(payload),
    });
    const reply = replyTo(sent);
    sent.flushHeaders();
    const end = () => {
      sent.end(payload);
      return reply;
    };
    return { begun: once(sent, 'continue'), end };
  }

  private open(line: string, headers: Record<string, string>): ClientRequest {
    const [method = 'GET', path = '/'] = line.split(' ');
    const sent = request(new URL(path, this.address), { method, agent: this.agent, headers });
    sent.once('socket', (socket) => this.sockets.add(socket));
    return sent;
  }

  /** Closes it. */
  close(): void {
    this.agent.destroy();
  }
}

const cookiesOf = ({ headers }: Pick<Reply, 'headers'>) =>
  (headers['set-cookie'] ?? []).map((cookie) => cookie.split(';')[0] ?? '');

const bodyHeaders = (payload: string) => ({
  'content-type': 'application/json',
  'content-length': String(Buffer.byteLength(payload)),
});

function replyTo(sent: ClientRequest): Promise<Reply> {
  return new Promise((done, reject) => {
    sent.once('error', reject);
    sent.once('response', (response) => {
      const { statusCode: status = 0, headers } = response;
      text(response).then((body) => done({ status, headers, body }), reject);
    });
  });
}
