import { useState } from 'react';
import type { Permission } from '@/lib/access/permissions';

/** The permissions of a role while somebody edits them. */
export interface Chosen {
  readonly chosen: ReadonlySet<Permission>;
  /** Whether they differ from what the role grants. */
  readonly changed: boolean;
  toggle(permission: Permission, on: boolean): void;
  undo(): void;
  /** What is chosen now is what the role grants; the page may still be on its way to tell so. */
  saved(): void;
}

/**
 * Edits what a role grants. An edit stays when the page is read again, be it after a save or because somebody else
 * saved: only what nobody touched here follows.
 * @param granted what the role grants, by the page
 */
export function useChosen(granted: readonly Permission[]): Chosen {
  const [edits, setEdits] = useState<ReadonlyMap<Permission, boolean>>(new Map());
  const [base, setBase] = useState({ told: granted.join(), grants: granted });
  if (base.told !== granted.join()) setBase({ told: granted.join(), grants: granted });

  const chosen = new Set(base.grants);
  for (const [permission, on] of edits) {
    if (on) chosen.add(permission);
    else chosen.delete(permission);
  }
  return {
    chosen,
    changed: chosen.size !== base.grants.length || base.grants.some((name) => !chosen.has(name)),
    toggle: (permission, on) => setEdits((before) => new Map(before).set(permission, on)),
    undo: () => setEdits(new Map()),
    saved() {
      setBase({ ...base, grants: [...chosen] });
      setEdits(new Map());
    },
  };
}
