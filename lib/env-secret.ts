import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { env } from './env';

/**
 * The content of a file that only its owner reads; `make` says what it holds when it is first asked for. It is
 * written whole or not at all: of two processes at once, both read what one wrote.
 */
export function secretFile(file: string, make: () => string): string {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const draft = `${file}.new-${process.pid}-${randomBytes(4).toString('hex')}`;
    writeFileSync(draft, make(), { mode: 0o600, flush: true });
    try {
      linkSync(draft, file);
    } catch (error) {
      if (!existsSync(file)) throw error;
    } finally {
      rmSync(draft, { force: true });
    }
  }
  return readFileSync(file, 'utf8');
}

/**
 * The secret that session cookies are encrypted with: MUSTER_SECRET, else one made at the first start and kept in
 * the data folder. Servers that share one database must share MUSTER_SECRET.
 */
export function sessionSecret(): string {
  const { MUSTER_SECRET, MUSTER_DATA_DIR } = env();
  return (
    MUSTER_SECRET ??
    secretFile(join(MUSTER_DATA_DIR, 'session-secret'), () => randomBytes(32).toString('base64url'))
  );
}
