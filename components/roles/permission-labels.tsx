import { type Permission, permissions } from '@/lib/access/permissions';
import { Badge } from '../ui/badge';

const shownAtMost = 3;

/** What a role grants, in short. */
export function PermissionLabels({ granted }: { granted: readonly Permission[] }) {
  if (granted.length === 0) return <Badge tone="warning">Gives nothing yet</Badge>;
  const labels = permissions.filter(({ name }) => granted.includes(name)).map(({ label }) => label);
  const rest = labels.length - shownAtMost;
  return (
    <span className="flex flex-wrap gap-1">
      {labels.slice(0, shownAtMost).map((label) => (
        <Badge key={label}>{label}</Badge>
      ))}
      {rest > 0 ? <Badge>and {rest} more</Badge> : null}
    </span>
  );
}
