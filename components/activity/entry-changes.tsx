import { labelOf } from '@/lib/access/permissions';
import { AttributePath } from '../ui/attribute-path';
import { Card } from '../ui/card';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '../ui/table';
import { TextLink } from '../ui/text-link';
import { type ChangedAttribute, changedAttributes } from './changed-attributes';
import type { Item } from './days';

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
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

/** An attribute by its name on the pages, with its SCIM path below; by the path where it has no other name. */
function AttributeName({ label, path }: Pick<ChangedAttribute, 'label' | 'path'>) {
  const scim = <AttributePath path={path} />;
  if (!label) return scim;
  return (
    <>
      {label}
      <span className="block font-normal text-ink-soft">{scim}</span>
    </>
  );
}

/** What a status is called elsewhere; any other value as it is. */
function shownAs({ path }: ChangedAttribute, value: unknown): unknown {
  if (path !== 'active' || typeof value !== 'boolean') return value;
  return value ? 'Active' : 'Deactivated';
}

function Changes({ changes }: { changes: readonly ChangedAttribute[] }) {
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
          {changes.map((change) => (
            <TableRow key={change.path}>
              <TableHeader scope="row" className="py-3 align-top whitespace-normal [overflow-wrap:anywhere]">
                <AttributeName {...change} />
              </TableHeader>
              <TableCell className="align-top [overflow-wrap:anywhere]">
                <Value value={shownAs(change, change.from)} />
              </TableCell>
              <TableCell className="align-top [overflow-wrap:anywhere]">
                <Value value={shownAs(change, change.to)} />
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
  return (
    changedAttributes(detail.changes).length > 0 ||
    lists.some((list) => Array.isArray(list) && list.length > 0)
  );
}

/** What a list of members is of. */
function whose(action: string): string {
  if (action === 'role.members-added') return 'New members';
  return action === 'role.members-removed' ? 'Members no more' : 'Members';
}

/** What changed: attributes with their values before and after, members, permissions. */
export function EntryChanges({ entry: { action, detail }, linked }: { entry: Item; linked: boolean }) {
  const changes = changedAttributes(detail.changes);
  const members = membersOf(detail);
  const more = typeof detail.count === 'number' ? detail.count - members.length : 0;
  const lists = [
    {
      title: `${whose(action)}${more > 0 ? ` (${members.length} of ${detail.count})` : ''}`,
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
