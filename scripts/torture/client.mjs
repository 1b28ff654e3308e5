// One connection of a client of the SCIM service, which breaks when the service is killed.
import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';

/** How long an answer may take, in milliseconds: longer than the server's own patience with its database. */
const longestAnswer = 40_000;

/** @typedef {{ status: number, headers: import('node:http').IncomingHttpHeaders, body: any }} Answer */

/** The service took longer to answer than it may. */
export class Hang extends Error {
  name = 'Hang';
}

export class Client {
  #agent = new Agent({ keepAlive: true, maxSockets: 1 });
  #scimUri;
  #headers;

  /** @param {{ scimUri: string, apiKey: string }} credentials */
  constructor({ scimUri, apiKey }) {
    this.#scimUri = scimUri;
    this.#headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/scim+json' };
  }

  /**
   * Sends a request such as `POST /Users`. @param {string} line @param {unknown} [body]
   * @returns {Promise<Answer>} @throws Hang, or what broke on the way
   */
  send(line, body) {
    const [method, path] = line.split(/ (.*)/s);
    return new Promise((done, reject) => {
      const sent = request(this.#scimUri + path, { method, headers: this.#headers, agent: this.#agent });
      const late = setTimeout(
        () => sent.destroy(new Hang(`${line} was not answered in time.`)),
        longestAnswer,
      );
      sent.once('close', () => clearTimeout(late));
      sent.once('error', reject);
      sent.once('response', (response) => {
        const { statusCode: status = 0, headers } = response;
        text(response)
          .then((body) => done({ status, headers, body: body === '' ? undefined : JSON.parse(body) }))
          .catch(reject);
      });
      sent.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }

  close() {
    this.#agent.destroy();
  }
}
