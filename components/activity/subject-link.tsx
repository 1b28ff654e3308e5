import type { ReactNode } from 'react';
import { TextLink } from '../ui/text-link';
import type { Item } from './days';

/** The pages that the reader may open, for links to them. */
export interface Readable {
  readonly users: boolean;
  readonly roles: boolean;
}

/** Where the page of somebody or something stands; undefined where there is none for the reader. */
export function pageOf({ kind, id }: Item['subject'], { users, roles }: Readable): string | undefined {
  if (id === undefined) return undefined;
  if (kind === 'user' && users) return `/settings/users/${id}`;
  if (kind === 'role' && roles) return `/settings/roles/${id}`;
  return undefined;
}

/** An entry's sentence, in which the name of whom it is about leads to their page. */
export function LinkedWords({ entry, readable }: { entry: Item; readable: Readable }): ReactNode {
  const { words, subject } = entry;
  const page = pageOf(subject, readable);
  // A name that stands at both ends is the one who acts, too; the last one is who it happened to.
  const place = subject.name ? words.lastIndexOf(subject.name) : -1;
  if (!page || !subject.name || place < 0) return words;
  return (
    <>
      {words.slice(0, place)}
      <TextLink quiet href={page} className="relative z-10">
        {subject.name}
      </TextLink>
      {words.slice(place + subject.name.length)}
    </>
  );
}
