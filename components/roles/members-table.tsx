'use client';

import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { Fragment, type ReactNode, useEffect, useRef, useState } from 'react';
import type { Count, RoleMember } from '@/lib/directory';
import { Skeleton } from '../ui/skeleton';
import { TextLink } from '../ui/text-link';
import { StatusBadge } from '../users/status-badge';

interface MembersTableProps {
  members: readonly RoleMember[];
  total: Count;
  /** Whether the reader can open users' pages. */
  linked: boolean;
  hasMore: boolean;
  /** Called when the last of those who are loaded come into sight. */
  onMore: () => void;
  /** What can be done with a member; nothing without. */
  action?: (member: RoleMember) => ReactNode;
}

const rowHeight = 56;
/** Half a row tells that there are others. */
const rowsInSight = 8.5;
/** How many rows beyond those in sight are there already, for the keyboard and for quick fingers. */
const beyond = 8;

/**
 * Members as a table of which only those in sight are drawn, however many are loaded. A screen reader is told the
 * place of each row among all members; the row with the focus stays drawn.
 */
export function MembersTable({ members, total, linked, hasMore, onMore, action }: MembersTableProps) {
  const frame = useRef<HTMLElement>(null);
  const [focused, setFocused] = useState<number>();
  const count = members.length + (hasMore ? 1 : 0);
  const columns = action ? 2 : 1;
  const rows = useVirtualizer({
    count,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    overscan: beyond,
    initialRect: { width: 0, height: rowsInSight * rowHeight },
    rangeExtractor: (range) => {
      const drawn = defaultRangeExtractor(range);
      return focused === undefined || focused >= count || drawn.includes(focused)
        ? drawn
        : [...drawn, focused].sort((a, b) => a - b);
    },
  });
  const drawn = rows.getVirtualItems();
  const last = drawn.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && last >= members.length - beyond) onMore();
  }, [hasMore, last, members.length, onMore]);

  return (
    <section
      ref={frame}
      aria-label="Members, as a list that scrolls"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1)
      tabIndex={0}
      className="overflow-y-auto overscroll-contain outline-offset-[-2px]"
      style={{ height: Math.min(count, rowsInSight) * rowHeight }}
    >
      <table
        aria-label="Members"
        aria-rowcount={total.more ? -1 : total.count + 1}
        className="w-full table-fixed border-collapse text-left"
      >
        <colgroup>
          <col />
          {action ? <col className="w-29 sm:w-32" /> : null}
        </colgroup>
        <thead className="sr-only">
          <tr aria-rowindex={1}>
            <th scope="col">Member</th>
            {action ? <th scope="col">Actions</th> : null}
          </tr>
        </thead>
        <tbody>
          {drawn.map(({ index, start }, place) => (
            <Fragment key={members[index]?.id ?? 'more'}>
              <Gap columns={columns} height={start - (drawn[place - 1]?.end ?? 0)} />
              <tr
                aria-rowindex={index + 2}
                aria-busy={members[index] ? undefined : true}
                onFocus={() => setFocused(index)}
                onBlur={() => setFocused(undefined)}
                className="border-b last:border-b-0"
                style={{ height: rowHeight }}
              >
                <MemberCells member={members[index]} linked={linked} action={action} />
              </tr>
            </Fragment>
          ))}
          <Gap columns={columns} height={rows.getTotalSize() - (drawn.at(-1)?.end ?? 0)} />
        </tbody>
      </table>
    </section>
  );
}

/** The place of rows that are not drawn. It spans the columns that are there: one more would take its width from them. */
function Gap({ columns, height }: { columns: number; height: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden style={{ height }}>
      <td colSpan={columns} />
    </tr>
  );
}

type MemberCellsProps = Pick<MembersTableProps, 'linked' | 'action'> & { member: RoleMember | undefined };

function MemberCells({ member, linked, action }: MemberCellsProps) {
  if (!member)
    return (
      <td colSpan={action ? 2 : 1} className="px-5 sm:px-6">
        <span className="sr-only">More members are loading</span>
        <Skeleton className="h-4 w-40" />
      </td>
    );
  const { id, name, userName, status } = member;
  return (
    <>
      <td className="px-5 sm:px-6">
        <div className="flex items-center gap-3">
          <div className="min-w-0 flex-1">
            <p className="truncate">
              {linked ? (
                <TextLink quiet href={`/settings/users/${id}`}>
                  {name}
                </TextLink>
              ) : (
                <span className="font-medium">{name}</span>
              )}
            </p>
            {name === userName ? null : <p className="truncate text-sm text-ink-soft">{userName}</p>}
          </div>
          {status === 'active' ? null : <StatusBadge status={status} />}
        </div>
      </td>
      {action ? <td className="pr-5 text-right sm:pr-6">{action(member)}</td> : null}
    </>
  );
}
