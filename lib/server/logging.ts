import { format } from 'node:util';
import pino from 'pino';
import type { Env } from '../env';
import { failureOf, type Level, lineOf, log, logTo, withoutSecrets } from '../log';

const dim = (text: string) =>
  process.stdout.isTTY && !process.env.NO_COLOR ? `\u001b[2m${text}\u001b[0m` : text;

/** Lines for people, where somebody looks on. */
function toPeople(level: Level, message: string, fields: Parameters<typeof lineOf>[1]): void {
  const time = new Date().toTimeString().slice(0, 8);
  process.stdout.write(`${dim(`${time} ${level.padEnd(5)}`)} ${lineOf(message, fields)}\n`);
}

/**
 * Has this process log to standard output: a JSON object a line, or text for people. Secrets are taken out of every
 * line, whoever wrote it. What packages tell the console becomes lines of the log.
 */
export function startLogging({ LOG_LEVEL, LOG_FORMAT }: Env): void {
  const text = LOG_FORMAT === 'text' || (LOG_FORMAT === undefined && process.stdout.isTTY === true);
  const logger = pino(
    {
      level: LOG_LEVEL,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: ['authorization', 'password', 'token', 'apiKey', 'cookie', 'secret'], censor: '…' },
      hooks: { streamWrite: withoutSecrets },
    },
    pino.destination({ dest: 1, sync: true }),
  );
  logTo((level, message, { err, ...fields }) => {
    if (!logger.isLevelEnabled(level)) return;
    if (text) toPeople(level, message, { err, ...fields });
    else logger[level](err === undefined ? fields : { ...fields, error: failureOf(err) }, message);
  });
  console.error = (...parts: unknown[]) => log.error(format(...parts.map(readable)));
  console.warn = (...parts: unknown[]) => log.warn(format(...parts.map(readable)));
}

const readable = (part: unknown) => (part instanceof Error ? failureOf(part) : part);
