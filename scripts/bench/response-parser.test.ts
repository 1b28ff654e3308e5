import { describe, expect, it } from 'vitest';
import { ResponseParser } from './response-parser.mjs';

const head = 'HTTP/1.1 200 OK\r\nContent-Type: application/scim+json\r\n';
const bodies = {
  length: `${head}Content-Length: 12\r\n\r\n{"né":"x"} `,
  chunked: `${head}Transfer-Encoding: chunked\r\n\r\n4;name=value\r\n{"n\u00c3\r\na\r\n\u00a9":"0\r\n\r\n"\r\n1\r\n}\r\n0\r\nX-Trailer: 1\r\n\r\n`,
  empty: 'HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n',
  interim: `HTTP/1.1 100 Continue\r\n\r\n${head}Content-Length: 2\r\n\r\n{}`,
};
const bytesOf = (name: keyof typeof bodies) =>
  Buffer.from(bodies[name], name === 'chunked' ? 'latin1' : 'utf8');

function parse(pieces: readonly Buffer[], method = 'GET') {
  const parser = new ResponseParser(method);
  const answers = pieces.map((piece) => parser.push(piece));
  expect(answers.slice(0, -1).filter(Boolean)).toEqual([]);
  return answers.at(-1);
}

describe('ResponseParser', () => {
  it.each([
    ['length', 200, '{"né":"x"} '],
    ['chunked', 200, '{"né":"0\r\n\r\n"}'],
    ['empty', 204, ''],
    ['interim', 200, '{}'],
  ] as const)('reads a response of the kind %s, wherever it is split', (name, status, text) => {
    const bytes = bytesOf(name);
    const whole = parse([bytes]);
    expect(whole).toMatchObject({ status, closes: name === 'empty' });
    expect(whole?.body.toString()).toBe(text);
    for (let at = 1; at < bytes.length; at += 1)
      expect(parse([bytes.subarray(0, at), bytes.subarray(at)])).toEqual(whole);
    expect(parse(Array.from(bytes, (byte) => Buffer.from([byte])))).toEqual(whole);
  });

  it('reads a body that ends with the connection', () => {
    const parser = new ResponseParser('GET');
    expect(parser.push(Buffer.from(`${head}\r\n{}`))).toBeUndefined();
    expect(parser.push(Buffer.from(' '))).toBeUndefined();
    expect(parser.end()?.body.toString()).toBe('{} ');
  });

  it('gives nothing where the connection ends too early', () => {
    const parser = new ResponseParser('GET');
    parser.push(bytesOf('chunked').subarray(0, -1));
    expect(parser.end()).toBeUndefined();
  });

  it('expects no body after HEAD', () => {
    expect(parse([Buffer.from(`${head}Content-Length: 12\r\n\r\n`)], 'HEAD')?.body).toHaveLength(0);
  });

  it('refuses a chunk without a size', () => {
    const bytes = Buffer.from(`${head}Transfer-Encoding: chunked\r\n\r\nzz\r\n`);
    expect(() => new ResponseParser('GET').push(bytes)).toThrow('no size of a chunk');
  });
});
