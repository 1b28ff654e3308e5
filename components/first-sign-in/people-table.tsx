import Link from 'next/link';
import { useId } from 'react';
import type { FirstSignIn } from '@/lib/auth';
import type { Json } from '../query/json';
import { Checkbox } from '../ui/checkbox';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '../ui/table';
import { Time } from '../ui/time';
import { canBeMailed } from './can-be-mailed';
import { HowFar } from './how-far';

type Person = Json<FirstSignIn>;

interface PeopleTableProps {
  people: readonly Person[];
  /** Whether the reader can choose people to be mailed. */
  selectable: boolean;
  chosen: ReadonlySet<string>;
  onChoose: (ids: readonly string[], on: boolean) => void;
}

/** People on their way to the first sign-in, one a row. */
export function PeopleTable({ people, selectable, chosen, onChoose }: PeopleTableProps) {
  const id = useId();
  const mailable = people.filter(canBeMailed).map((person) => person.id);
  const all = mailable.length > 0 && mailable.every((each) => chosen.has(each));
  return (
    <Table caption="First sign-in">
      <TableHead>
        <TableRow>
          {selectable ? (
            <TableHeader className="w-0">
              <Checkbox
                aria-label="Choose everybody who is listed"
                checked={all}
                disabled={mailable.length === 0}
                onCheckedChange={(state) => onChoose(mailable, state === true)}
              />
            </TableHeader>
          ) : null}
          <TableHeader>Name</TableHeader>
          <TableHeader className="max-md:hidden">How far</TableHeader>
          <TableHeader className="max-sm:hidden">Provisioned</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {people.map((person) => (
          <TableRow key={person.id}>
            {selectable ? (
              <TableCell className="align-top">
                <Checkbox
                  aria-labelledby={`${id}-${person.id}`}
                  checked={chosen.has(person.id)}
                  disabled={!canBeMailed(person)}
                  onCheckedChange={(state) => onChoose([person.id], state === true)}
                />
              </TableCell>
            ) : null}
            <TableCell className="w-full max-w-0 align-top md:w-[36%]">
              <Link
                id={`${id}-${person.id}`}
                href={`/settings/users/${person.id}`}
                className="block truncate rounded-sm font-medium hover:underline"
              >
                {person.name}
              </Link>
              <p className="truncate text-ink-soft">{person.email ?? person.userName}</p>
              <p className="text-ink-soft md:hidden">
                <HowFar person={person} />
              </p>
            </TableCell>
            <TableCell className="align-top max-md:hidden">
              <HowFar person={person} />
            </TableCell>
            <TableCell className="align-top text-ink-soft max-sm:hidden">
              <Time at={person.since} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
