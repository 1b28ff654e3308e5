'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { type FormEvent, useId, useState } from 'react';
import { effective, type Permission, permissions } from '@/lib/access/permissions';
import { api, messageOf } from '../query/api';
import { Alert } from '../ui/alert';
import { Button } from '../ui/button';
import { Card, CardFooter } from '../ui/card';
import { Checkbox } from '../ui/checkbox';
import { toast } from '../ui/toaster';

const areas = [...new Set(permissions.map(({ area }) => area))].map((area) => ({
  area,
  rows: permissions.filter((permission) => permission.area === area),
}));

interface PermissionEditorProps {
  roleId: string;
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

/** What a role grants, area by area; saved together. */
export function PermissionEditor({ roleId, granted, canManage }: PermissionEditorProps) {
  const [chosen, setChosen] = useState<ReadonlySet<Permission>>(new Set(granted));
  const router = useRouter();
  const change = useMutation({
    mutationFn: () => api<void>('PUT', `/api/roles/${roleId}/permissions`, { permissions: [...chosen] }),
    onSuccess: () => {
      toast.success('The permissions are saved. They hold with the members’ next request.');
      router.refresh();
    },
  });
  const changed = chosen.size !== granted.length || granted.some((name) => !chosen.has(name));

  function toggle(permission: Permission, on: boolean) {
    const next = new Set(chosen);
    if (on) next.add(permission);
    else next.delete(permission);
    setChosen(next);
    change.reset();
  }

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    change.mutate();
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
            {change.error ? (
              <Alert tone="danger" className="w-full">
                {messageOf(change.error)}
              </Alert>
            ) : null}
            <Button type="submit" disabled={!changed} busy={change.isPending}>
              Save permissions
            </Button>
            {changed ? (
              <Button
                variant="quiet"
                onClick={() => {
                  setChosen(new Set(granted));
                  change.reset();
                }}
              >
                Undo
              </Button>
            ) : null}
          </CardFooter>
        ) : null}
      </form>
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
