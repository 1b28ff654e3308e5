'use client';

import { useState } from 'react';
import { providerOf } from '@/lib/connection/providers/providers';
import type { Count } from '@/lib/directory';
import { Problem } from '../query/problem';
import { AlertDialog, AlertDialogContent, AlertDialogTrigger } from '../ui/alert-dialog';
import { Button } from '../ui/button';
import { counted, isOne } from '../ui/count';
import { Field } from '../ui/field';
import { Input } from '../ui/input';
import { RadioGroup } from '../ui/radio-group';
import { toast } from '../ui/toaster';
import { type Configuration, type Leavers, useRemove } from './use-configuration';

interface DeleteConfigurationProps {
  configuration: Configuration;
  clientName: string;
  onDeleted: () => void;
}

const usersCounted = (count: Count) => counted(count, 'user', 'users');

/** What stands on the page for a text: browsers show several spaces as one. */
function asShown(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function choices({ total, active }: Configuration['users']) {
  return [
    {
      value: 'keep' as const,
      label: `Keep ${isOne(total) ? 'the user' : 'the users'}`,
      description: 'They keep their access and their roles, and can be edited here from now on.',
    },
    {
      value: 'deactivate' as const,
      label: `Deactivate ${isOne(total) ? 'the user' : 'the users'}`,
      description: `${usersCounted(active)} with access ${isOne(active) ? 'is' : 'are'} signed out at once. What happened stays on record.`,
    },
  ];
}

/** Ends the connection, after saying what to do first, asking what happens to the users, and the client's name. */
export function DeleteConfiguration({ configuration, clientName, onDeleted }: DeleteConfigurationProps) {
  const [open, setOpen] = useState(false);
  const [choice, setChoice] = useState<Leavers>();
  const [typed, setTyped] = useState('');
  const remove = useRemove((count, leavers) => {
    show(false);
    const done = leavers === 'keep' ? 'stayed' : count === 1 ? 'was deactivated' : 'were deactivated';
    toast.success(`The configuration is deleted. ${usersCounted({ count, more: false })} ${done}.`);
    onDeleted();
  });
  const { id, label } = providerOf(configuration.provider);
  const place = id === 'other' ? 'your identity provider' : label;
  const { total } = configuration.users;
  const ready = choice !== undefined && asShown(typed) === asShown(clientName);

  function show(next: boolean) {
    setOpen(next);
    setChoice(undefined);
    setTyped('');
    remove.reset();
  }

  return (
    <AlertDialog open={open} onOpenChange={(next) => (remove.isPending ? undefined : show(next))}>
      <AlertDialogTrigger asChild>
        <Button variant="danger-quiet">Delete configuration</Button>
      </AlertDialogTrigger>
      <AlertDialogContent
        title="Delete the SCIM configuration?"
        description={
          <p>
            First disable and remove all users in {place}, or they stay. Then delete the configuration: the
            API key fails with the next request, and nothing syncs any more.
          </p>
        }
        action={
          <Button
            variant="danger"
            busy={remove.isPending}
            disabled={!ready}
            onClick={() => choice && remove.mutate(choice)}
          >
            Delete configuration
          </Button>
        }
      >
        <p>
          <strong className="font-semibold">{usersCounted(total)}</strong> and{' '}
          <strong className="font-semibold">
            {configuration.roles} {configuration.roles === 1 ? 'role' : 'roles'}
          </strong>{' '}
          came through this connection and {total.count + configuration.roles === 1 ? 'is' : 'are'} still
          here. What should happen to the users?
        </p>
        <RadioGroup
          label="What should happen to the users?"
          options={choices(configuration.users)}
          value={choice}
          onValueChange={setChoice}
        />
        <Field label={<>Type “{clientName}” to confirm</>}>
          {(control) => (
            <Input
              {...control}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              autoComplete="off"
              spellCheck={false}
            />
          )}
        </Field>
        <Problem error={remove.error} />
      </AlertDialogContent>
    </AlertDialog>
  );
}
