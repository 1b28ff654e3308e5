import type { UserStatus } from '@/lib/directory';
import { Badge } from '../ui/badge';
import { cn } from '../ui/cn';

const looks = {
  active: { label: 'Active', tone: 'accent', dot: 'bg-accent' },
  deactivated: { label: 'Deactivated', tone: 'warning', dot: 'border border-current' },
  removed: { label: 'Removed', tone: 'neutral', dot: 'border border-dashed border-current' },
} as const;

/** Whether a user is let in. */
export function StatusBadge({ status }: { status: UserStatus }) {
  const { label, tone, dot } = looks[status];
  return (
    <Badge tone={tone}>
      <span aria-hidden className={cn('size-1.5 rounded-full', dot)} />
      {label}
    </Badge>
  );
}
