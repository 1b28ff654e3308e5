import type { Actor } from '../../lib/activity';

/** The values that a command's options were given, by name. */
export type Values = Readonly<Record<string, string | boolean | undefined>>;

/** What a command answers: one object for programs, lines for people. */
export interface Answer {
  readonly json: object;
  readonly text: string;
}

/** One option of a command, and how the help tells of it. */
export interface Option {
  readonly type: 'string' | 'boolean';
  readonly required?: boolean;
  /** What stands for the value in the help. */
  readonly value?: string;
  readonly about: string;
}

/** One command of the operator. */
export interface Command {
  readonly about: string;
  readonly options: Readonly<Record<string, Option>>;
  /** It takes the database as it is: not migrated, and maybe without a table. */
  readonly bare?: boolean;
  /** @param url the way into the database */
  readonly run: (values: Values, url: string) => Promise<Answer>;
}

/** The command line needs a change. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** Whom the activity of these commands names. */
export const operator: Actor = { kind: 'operator', name: 'Operator' };

/** The value of a required option, which the command line was checked to have. */
export function text(values: Values, name: string): string {
  const value = values[name];
  if (typeof value !== 'string') throw new UsageError(`--${name} is missing.`);
  return value;
}
