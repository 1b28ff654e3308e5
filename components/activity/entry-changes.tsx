import { labelOf } from '@/lib/access/permissions';
import { Card } from '../ui/card';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '../ui/table';
import { TextLink } from '../ui/text-link';
import type { Item } from './days';

interface Change {
  readonly name: string;
  readonly from: unknown;
  readonly to: unknown;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function changesOf({ changes }: Item['detail']): Change[] {
  if (!isObject(changes)) return [];
  return Object.entries(changes).flatMap(([name, change]) =>
    isObject(change) ? [{ name, from: change.from, to: change.to }] : [],
  );
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

/** Permissions by the names that a role's page has for them. */
function permissionsOf(value: unknown): { name: string }[] {
  return textsOf(value).map((name) => ({ name: labelOf(name) }));
}

function membersOf({ members }: Item['detail']): { id?: string; name: string }[] {
  if (!Array.isArray(members)) return [];
  return members.flatMap((member: unknown) => {
    if (!isObject(member) || typeof member.name !== 'string') return [];
    return [{ id: typeof member.id === 'string' ? member.id : undefined, name: member.name }];
  });
}

/** A value as people read it. */
function Value({ value }: { value: unknown }) {
  if (value === null || value === undefined || value === '')
    return <span className="text-ink-soft">nothing</span>;
  if (value === true || value === false) return value ? 'yes' : 'no';
  if (typeof value !== 'object') return String(value);
  return <code className="font-mono text-[0.8125rem]">{JSON.stringify(value)}</code>;
}

function Changes({ changes }: { changes: readonly Change[] }) {
  return (
    <Card>
      <Table caption="Changed attributes" className="table-fixed">
        <TableHead>
          <TableRow>
            <TableHeader>Attribute</TableHeader>
            <TableHeader>Before</TableHeader>
            <TableHeader>After</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {changes.map(({ name, from, to }) => (
            <TableRow key={name}>
              <TableHeader scope="row" className="py-3 align-top whitespace-normal [overflow-wrap:anywhere]">
                {name}
              </TableHeader>
              <TableCell className="align-top [overflow-wrap:anywhere]">
                <Value value={from} />
              </TableCell>
              <TableCell className="align-top [overflow-wrap:anywhere]">
                <Value value={to} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

function Names({ title, names }: { title: string; names: readonly { id?: string; name: string }[] }) {
  return (
    <Card className="px-5 py-4 sm:px-6">
      <h3 className="font-medium">{title}</h3>
      <ul className="mt-2 space-y-1">
        {names.map(({ id, name }) => (
          <li key={id ?? name} className="[overflow-wrap:anywhere]">
            {id ? (
              <TextLink quiet href={`/settings/users/${id}`}>
                {name}
              </TextLink>
            ) : (
              name
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Whether an entry tells of more than its sentence does. */
export function hasChanges({ detail }: Item): boolean {
  const lists = [detail.members, detail.added, detail.taken, detail.skipped];
  return changesOf(detail).length > 0 || lists.some((list) => Array.isArray(list) && list.length > 0);
}

/** What changed: attributes with their values before and after, members, permissions. */
export function EntryChanges({ entry: { detail }, linked }: { entry: Item; linked: boolean }) {
  const changes = changesOf(detail);
  const members = membersOf(detail);
  const more = typeof detail.count === 'number' ? detail.count - members.length : 0;
  const lists = [
    {
      title: more > 0 ? `Members (${members.length} of ${detail.count})` : 'Members',
      names: linked ? members : members.map(({ name }) => ({ name })),
    },
    { title: 'Permissions given', names: permissionsOf(detail.added) },
    { title: 'Permissions taken', names: permissionsOf(detail.taken) },
    { title: 'Ids that are nobody’s: skipped', names: textsOf(detail.skipped).map((name) => ({ name })) },
  ];
  return (
    <div className="grid gap-4">
      {changes.length > 0 ? <Changes changes={changes} /> : null}
      {lists.map(({ title, names }) =>
        names.length > 0 ? <Names key={title} title={title} names={names} /> : null,
      )}
    </div>
  );
}
