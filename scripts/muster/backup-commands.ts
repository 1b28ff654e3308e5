import { resolve } from 'node:path';
import { restoreBackup, writeBackup } from '../../lib/database/backup';
import { type Answer, type Command, text, type Values } from './command';

/** Where the operator stood: npm runs the command elsewhere, and says from where it was called. */
const calledFrom = process.env.INIT_CWD ?? process.cwd();

const fileIn = (values: Values, option: string) => resolve(calledFrom, text(values, option));

async function backUp(values: Values, url: string): Promise<Answer> {
  const { file, bytes, tables, rows } = await writeBackup(url, fileIn(values, 'out'));
  return {
    json: { file, bytes, tables, rows },
    text:
      `Wrote ${rows} rows of ${tables} tables to ${file} (${bytes} bytes).\n` +
      'It holds everything that the database knows of people: keep it as safe as the database.\n' +
      'Keep MUSTER_SECRET, or the file session-secret of the data folder, beside it: a backup holds neither.',
  };
}

async function restore(values: Values, url: string): Promise<Answer> {
  const { made, tables, rows, migrated } = await restoreBackup(url, fileIn(values, 'from'));
  const forward =
    migrated.length > 0 ? `\n${migrated.length} migrations brought it to the schema of this version.` : '';
  return {
    json: { made, tables, rows, migrated },
    text: `Restored ${rows} rows of ${tables} tables as they were at ${made}.${forward}`,
  };
}

/** How the operator keeps a copy of everything, and gets it back. */
export const backupCommands: Readonly<Record<string, Command>> = {
  backup: {
    about: 'Write the whole database into a file, as it is at one moment. Others may go on writing.',
    bare: true,
    options: {
      out: {
        type: 'string',
        required: true,
        value: 'muster.backup',
        about: 'The file, which is not there yet.',
      },
    },
    run: backUp,
  },
  restore: {
    about: 'Restore a backup into an empty database: checked before, compared after, whole or not at all.',
    bare: true,
    options: {
      from: { type: 'string', required: true, value: 'muster.backup', about: 'The file that backup wrote.' },
    },
    run: restore,
  },
};
