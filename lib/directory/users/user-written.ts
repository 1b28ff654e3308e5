import type { Scope } from '../resources/scope';
import { toldSql, toldValues } from '../resources/told';
import { shownName } from '../shown-name';
import { type WrittenUser, writtenColumns, writtenValues } from './user-resource';

const types: Partial<Record<(typeof writtenColumns)[number], string>> = {
  active: 'boolean',
  attributes: 'jsonb',
};

/** The parameters of what a statement writes of a user, `$4` and on, with their types and in the columns' order. */
export const writtenPlaces = writtenColumns.map((column, i) => `$${4 + i}::${types[column] ?? 'text'}`);

/** The parameter of one of the written columns. */
export function placeOf(column: (typeof writtenColumns)[number]): string {
  return writtenPlaces[writtenColumns.indexOf(column)] ?? '';
}

/** `SET` of the written columns. */
export const assignments = writtenColumns.map((column, i) => `${column} = ${writtenPlaces[i]}`).join(', ');

const first = 4 + writtenColumns.length;

/** The part of the statement that records the change; its parameters follow the written ones. */
export function toldOfUser(told: Partial<Parameters<typeof toldSql>[1]> = {}): string {
  return toldSql(first, {
    tenantId: 'u.tenant_id',
    configurationId: 'u.configuration_id',
    action: `$${first + 4}::text`,
    subject: 'user',
    id: '$3::uuid',
    name: `$${first + 3}::text`,
    detail: `$${first + 5}::jsonb`,
    from: 'u',
    ...told,
  });
}

/** The first parameter behind those of `toldOfUser`: its last two are the change's action and detail. */
export const nextPlace = first + 6;

/** What is told of a change: its name, and what activity shows of it. */
export interface UserChange {
  readonly action: `user.${string}`;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** The values of the written parameters and of those of `toldOfUser`. */
export function writtenAndTold(
  scope: Scope,
  written: WrittenUser,
  { action, detail = {} }: UserChange,
): unknown[] {
  return [
    ...writtenValues(written),
    ...toldValues(scope),
    shownName(written),
    action,
    JSON.stringify(detail),
  ];
}
