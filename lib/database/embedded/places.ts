import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { secretFile } from '../../env-secret';
import { type Account, canReach, postgresAccount } from './account';

/** Where files go that PostgreSQL's user could not reach in their own place. */
export const sharedFolder = '/var/lib/muster';

/** What a data folder remembers about its database, in a file that only its owner reads. */
const record = z.object({
  password: z.string().min(20),
  /** Where the cluster lies when it can't lie in the data folder. */
  movedTo: z.string().optional(),
});

/** Where one data folder's PostgreSQL keeps its files, who runs it and how to be let in. */
export interface Places {
  readonly dataDir: string;
  /** PostgreSQL's own data directory. */
  readonly cluster: string;
  readonly log: string;
  readonly password: string;
  readonly account: Account | undefined;
  /** True when the cluster lies outside the data folder. */
  readonly moved: boolean;
}

function newRecord(dataDir: string, reachable: boolean): z.infer<typeof record> {
  const password = randomBytes(24).toString('base64url');
  if (reachable) return { password };
  const name = basename(dirname(dataDir)).replace(/[^A-Za-z0-9._-]/g, '_') || 'data';
  return { password, movedTo: join(sharedFolder, `${name}-${randomBytes(4).toString('hex')}`) };
}

function readRecord(file: string, make: () => z.infer<typeof record>): z.infer<typeof record> {
  try {
    return record.parse(JSON.parse(secretFile(file, () => `${JSON.stringify(make())}\n`)));
  } catch (cause) {
    throw new Error(
      `${file} can't be read. It holds the database's password: run Muster as the user who owns the data folder, ` +
        'or restore the file from a backup.',
      { cause },
    );
  }
}

/** Decides where the database of `dataDir` lies; makes the data folder and its record at the first start. */
export function placesOf(dataDir: string): Places {
  const root = process.getuid?.() === 0;
  if (!existsSync(dataDir)) {
    mkdirSync(dataDir, { recursive: true });
    // Root's PostgreSQL runs as another user, who must be able to enter; each secret file is 0600.
    chmodSync(dataDir, root ? 0o711 : 0o700);
  }
  const inside = join(dataDir, 'postgres');
  const file = join(dataDir, 'database.json');
  const { password, movedTo } = readRecord(file, () =>
    newRecord(dataDir, canReach(inside, postgresAccount([inside]))),
  );
  const cluster = movedTo ?? inside;
  const account = postgresAccount([cluster]);
  if (!canReach(cluster, account)) {
    throw new Error(
      `PostgreSQL's user (uid ${account?.uid}) can't enter the folders above ${cluster}. ` +
        `Let it (\`chmod o+x\` on each), or move ${dataDir} back to where it was.`,
    );
  }
  return { dataDir, cluster, log: join(dataDir, 'postgres.log'), password, account, moved: Boolean(movedTo) };
}
