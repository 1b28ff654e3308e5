'use client';

import { useId } from 'react';
import { Card, CardContent } from '../ui/card';
import { Switch } from '../ui/switch';
import { toast } from '../ui/toaster';
import { useStrictDiscovery } from './use-configuration';

/** What discovery shows: everything that is offered, or no more than the oldest standard names. */
export function Compatibility({ strict }: { strict: boolean }) {
  const id = useId();
  const change = useStrictDiscovery((next) =>
    toast.success(next ? 'Discovery is strict now.' : 'Discovery tells everything now.'),
  );
  return (
    <Card>
      <CardContent className="flex items-start justify-between gap-6">
        <div className="space-y-1.5">
          <label htmlFor={id} className="block font-medium">
            Strict discovery
          </label>
          <p id={`${id}-hint`} className="text-sm text-ink-soft">
            Leaves paging by cursor (RFC 9865) out of what discovery tells, because some SCIM clients refuse
            whatever RFC 7643 does not name. Microsoft Entra ID, Okta and JumpCloud don’t need it.
          </p>
        </div>
        <Switch
          id={id}
          aria-describedby={`${id}-hint`}
          checked={change.isPending ? change.variables : strict}
          disabled={change.isPending}
          onCheckedChange={(next) => change.mutate(next)}
        />
      </CardContent>
    </Card>
  );
}
