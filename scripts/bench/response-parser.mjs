// Reads one HTTP/1.1 response from the pieces in which it arrives.

const none = Buffer.alloc(0);
const lineEnd = '\r\n';

/**
 * One response that is being read: its body by length, in chunks, or until the connection ends.
 * @typedef {{ status: number, headers: Record<string, string>, body: Buffer, closes: boolean }} Response
 */
export class ResponseParser {
  #method;
  #rest = none;
  #state = 'head';
  #left = 0;
  /** @type {Buffer[]} */
  #parts = [];
  #status = 0;
  /** @type {Record<string, string>} */
  #headers = {};
  #closes = false;
  #steps = {
    head: () => this.#readHead(),
    length: () => this.#readData('whole'),
    size: () => this.#readSize(),
    chunk: () => this.#readData('after'),
    after: () => this.#readLine() !== undefined && this.#go('size'),
    trailers: () => this.#readTrailer(),
    close: () => this.#readAll(),
    whole: () => false,
  };

  /** @param {string} method of the request: the answer to HEAD has no body */
  constructor(method) {
    this.#method = method;
  }

  /** Whether nothing has arrived yet. */
  get untouched() {
    return this.#state === 'head' && this.#rest.length === 0;
  }

  /**
   * Takes the next piece.
   * @param {Buffer} bytes
   * @returns {Response | undefined} the response, once it is whole
   */
  push(bytes) {
    this.#rest = this.#rest.length > 0 ? Buffer.concat([this.#rest, bytes]) : bytes;
    while (this.#steps[this.#state]());
    return this.#state === 'whole' ? this.#response() : undefined;
  }

  /**
   * Takes the end of the connection.
   * @returns {Response | undefined} the response, where this is how its end is told
   */
  end() {
    return this.#state === 'close' ? this.#response() : undefined;
  }

  #response() {
    const body = this.#parts.length === 1 ? this.#parts[0] : Buffer.concat(this.#parts);
    return { status: this.#status, headers: this.#headers, body, closes: this.#closes };
  }

  #go(state) {
    this.#state = state;
    return true;
  }

  #readHead() {
    const end = this.#rest.indexOf('\r\n\r\n');
    if (end < 0) return false;
    const [first = '', ...lines] = this.#rest.toString('latin1', 0, end).split(lineEnd);
    this.#rest = this.#rest.subarray(end + 4);
    this.#status = Number(first.split(' ')[1]);
    if (this.#status === 100) return true;
    for (const line of lines) {
      const colon = line.indexOf(':');
      this.#headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
    }
    const connection = this.#headers.connection ?? '';
    this.#closes = first.startsWith('HTTP/1.0') ? !/keep-alive/i.test(connection) : /close/i.test(connection);
    return this.#go(this.#bodyKind());
  }

  #bodyKind() {
    const length = this.#headers['content-length'];
    if (this.#status === 204 || this.#status === 304 || this.#method === 'HEAD') return 'whole';
    if (/chunked/i.test(this.#headers['transfer-encoding'] ?? '')) return 'size';
    if (length === undefined) return 'close';
    this.#left = Number(length);
    return this.#left > 0 ? 'length' : 'whole';
  }

  /** A line without its end; undefined while the end has not arrived. */
  #readLine() {
    const end = this.#rest.indexOf(lineEnd);
    if (end < 0) return undefined;
    const line = this.#rest.toString('latin1', 0, end);
    this.#rest = this.#rest.subarray(end + 2);
    return line;
  }

  #readSize() {
    const line = this.#readLine();
    if (line === undefined) return false;
    this.#left = Number.parseInt(line, 16);
    if (Number.isNaN(this.#left)) throw new Error(`"${line.slice(0, 40)}" is no size of a chunk`);
    return this.#go(this.#left === 0 ? 'trailers' : 'chunk');
  }

  #readTrailer() {
    const line = this.#readLine();
    if (line === undefined) return false;
    return line === '' ? this.#go('whole') : true;
  }

  #readData(next) {
    if (this.#rest.length === 0) return false;
    const part = this.#rest.subarray(0, this.#left);
    this.#rest = this.#rest.subarray(part.length);
    this.#parts.push(part);
    this.#left -= part.length;
    return this.#left === 0 ? this.#go(next) : false;
  }

  #readAll() {
    if (this.#rest.length > 0) this.#parts.push(this.#rest);
    this.#rest = none;
    return false;
  }
}
