import type { Command } from './command';

const call = 'npm run --silent muster --';

function usage(name: string, { options }: Command): string {
  const parts = Object.entries(options).map(([option, { value, required }]) => {
    const part = value ? `--${option} ${value}` : `--${option}`;
    return required ? part : `[${part}]`;
  });
  return [call, name, ...parts, '[--json]'].join(' ');
}

/** The help of one command: how to call it, and each option. */
export function commandHelp(name: string, command: Command): string {
  const options = { ...command.options, json: { about: 'Print one JSON object and nothing else.' } };
  const width = Math.max(...Object.keys(options).map((option) => option.length));
  const lines = Object.entries(options).map(([option, { about }]) => `  --${option.padEnd(width)}  ${about}`);
  return `${command.about}\n\n  ${usage(name, command)}\n\n${lines.join('\n')}`;
}

/** The help of all commands. */
export function help(commands: Readonly<Record<string, Command>>): string {
  const width = Math.max(...Object.keys(commands).map((name) => name.length));
  const lines = Object.entries(commands).map(([name, { about }]) => `  ${name.padEnd(width)}  ${about}`);
  return `Muster, for the people who run it. The commands work while the server runs and when it does not.

  ${call} <command> [options]

${lines.join('\n')}
  ${'help'.padEnd(width)}  Show this, or with a command's name: that command's options.

Every command takes --json: one JSON object on standard output and nothing else. A refusal is told on
standard error and ends with status 1, a command line that needs a change with status 2.

  MUSTER_DATA_DIR, DATABASE_URL and MUSTER_URL mean what they mean to the server.`;
}
