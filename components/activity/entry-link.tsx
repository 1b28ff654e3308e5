import type { ReactNode } from 'react';
import { TextLink } from '../ui/text-link';

/** The way to one entry of activity, for who may see it. */
export function EntryLink({ entry, children }: { entry: string; children: ReactNode }) {
  return <TextLink href={`/settings/activity/${entry}`}>{children}</TextLink>;
}
