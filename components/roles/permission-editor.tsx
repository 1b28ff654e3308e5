'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useId, useRef, useState } from 'react';
import { effective, type Permission, permissions } from '@/lib/access/permissions';
import type { PlannedChange } from '@/lib/directory';
import { api } from '../query/api';
import { Button } from '../ui/button';
import { Card, CardFooter } from '../ui/card';
import { Checkbox } from '../ui/checkbox';
import { toast } from '../ui/toaster';
import { ChangeQuestion } from './change-question';
import { useChosen } from './use-chosen';
import type { PlannedRole } from './use-effects';

const areas = [...new Set(permissions.map(({ area }) => area))].map((area) => ({
  area,
  rows: permissions.filter((permission) => permission.area === area),
}));

interface PermissionEditorProps {
  role: PlannedRole;
  granted: readonly Permission[];
  canManage: boolean;
}

/** The permission among `chosen` that holds `permission` without being it. */
function impliedBy(chosen: ReadonlySet<Permission>, permission: Permission): string | undefined {
  const holder = permissions.find(
    ({ name }) => name !== permission && chosen.has(name) && effective([name]).has(permission),
  );
  return holder?.label;
}

/** What a role grants, area by area; saved together, once the reader has seen who gains and who loses by it. */
export function PermissionEditor({ role, granted, canManage }: PermissionEditorProps) {
  const { chosen, changed, toggle, undo, saved } = useChosen(granted);
  const [planned, setPlanned] = useState<PlannedChange | null>(null);
  const save = useRef<HTMLButtonElement>(null);
  const router = useRouter();

  function onUndo() {
    undo();
    // The button that was pressed goes.
    save.current?.focus();
  }

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    setPlanned({ change: 'permissions', permissions: [...chosen] });
  }

  function onDone() {
    setPlanned(null);
    saved();
    toast.success('The permissions are saved. They hold with the members’ next request.');
    router.refresh();
  }

  return (
    <Card>
      <form onSubmit={onSubmit}>
        {areas.map(({ area, rows }) => (
          <fieldset key={area} className="border-b px-5 py-4 last-of-type:border-b-0 sm:px-6">
            <legend className="float-left mb-2 w-full text-sm font-semibold">{area}</legend>
            <div className="clear-both space-y-1">
              {rows.map(({ name, label, description }) => (
                <PermissionRow
                  key={name}
                  label={label}
                  description={description}
                  checked={chosen.has(name)}
                  impliedBy={impliedBy(chosen, name)}
                  disabled={!canManage}
                  onChange={(on) => toggle(name, on)}
                />
              ))}
            </div>
          </fieldset>
        ))}
        {canManage ? (
          <CardFooter>
            <Button ref={save} type="submit" aria-disabled={!changed}>
              Save permissions
            </Button>
            {changed ? (
              <Button variant="quiet" onClick={onUndo}>
                Undo
              </Button>
            ) : null}
          </CardFooter>
        ) : null}
      </form>
      <ChangeQuestion
        role={role}
        change={planned}
        title="Who gains, who loses"
        description={
          <p>By the new permissions of “{role.name}”, all other roles of its members considered.</p>
        }
        action="Save"
        carryOut={(version) =>
          api<void>('PUT', `/api/roles/${role.id}/permissions`, { permissions: [...chosen], version })
        }
        onDone={onDone}
        onClose={() => setPlanned(null)}
      />
    </Card>
  );
}

interface PermissionRowProps {
  label: string;
  description: string;
  checked: boolean;
  /** The chosen permission that holds this one, too. */
  impliedBy: string | undefined;
  disabled: boolean;
  onChange: (on: boolean) => void;
}

function PermissionRow({ label, description, checked, impliedBy, disabled, onChange }: PermissionRowProps) {
  const id = useId();
  return (
    <div className="flex gap-3 py-1.5">
      <Checkbox
        id={id}
        checked={checked || impliedBy !== undefined}
        disabled={disabled || (impliedBy !== undefined && !checked)}
        onCheckedChange={(state) => onChange(state === true)}
        aria-describedby={`${id}-about`}
      />
      <div>
        <label htmlFor={id} className="block font-medium">
          {label}
        </label>
        <p id={`${id}-about`} className="text-sm text-ink-soft">
          {description}
          {impliedBy ? ` Comes with “${impliedBy}”.` : ''}
        </p>
      </div>
    </div>
  );
}
