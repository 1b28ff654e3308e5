import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { AppError } from '../../lib/app-error';
import { BackupError } from '../../lib/database/backup';
import { MigrationError } from '../../lib/database/migrate';
import { EnvError } from '../../lib/env';
import { auditCommands } from './audit-commands';
import { backupCommands } from './backup-commands';
import { type Command, UsageError, type Values } from './command';
import { commandHelp, help } from './help';
import { scimCommands } from './scim-commands';
import { withStorage } from './storage';
import { tenantCommands } from './tenant-commands';

const commands: Readonly<Record<string, Command>> = {
  ...tenantCommands,
  ...scimCommands,
  ...auditCommands,
  ...backupCommands,
};

function valuesOf(name: string, { options }: Command, args: string[]): Values {
  try {
    const known = Object.entries(options).map(([option, { type }]) => [option, { type }] as const);
    const { values } = parseArgs({
      args,
      options: {
        ...Object.fromEntries(known),
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) return values;
    for (const [option, { required }] of Object.entries(options))
      if (required && !(values as Values)[option]) throw new UsageError(`--${option} is missing.`);
    return values;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${reason}\nSee \`npm run muster -- help ${name}\`.`);
  }
}

/** Standard output is for the answer alone: what the rooms of lib tell meanwhile goes to standard error. */
const print = console.log;
console.log = console.error;

function showHelp(topic: string): void {
  const command = commands[topic];
  if (topic && !command)
    throw new UsageError(`There is no command "${topic}". See \`npm run muster -- help\`.`);
  print(command ? commandHelp(topic, command) : help(commands));
}

async function runCommand(args: string[]): Promise<void> {
  const [first = 'help', second = ''] = args;
  if (['help', '--help', '-h'].includes(first)) return showHelp(args.slice(1, 3).join(' '));
  // A command has one word or two.
  const name = commands[first] ? first : `${first} ${second}`.trim();
  const command = commands[name];
  if (!command) throw new UsageError(`There is no command "${name}". See \`npm run muster -- help\`.`);
  const values = valuesOf(name, command, args.slice(name.split(' ').length));
  if (values.help) return showHelp(name);
  const answer = await withStorage((url) => command.run(values, url), command);
  print(values.json ? JSON.stringify(answer.json) : answer.text);
}

async function main(): Promise<void> {
  process.chdir(resolve(import.meta.dirname, '..'));
  try {
    await runCommand(process.argv.slice(2));
  } catch (error) {
    const usage = error instanceof UsageError;
    const known =
      usage || [AppError, BackupError, EnvError, MigrationError].some((kind) => error instanceof kind);
    console.error(known && error instanceof Error ? error.message : error);
    process.exitCode = usage ? 2 : 1;
  }
}

await main();
