'use client';

import { useState } from 'react';
import { providerOf } from '@/lib/connection/providers/providers';
import type { Count } from '@/lib/directory';
import { Confirmation } from '../query/confirmation';
import { Button } from '../ui/button';
import { ConfirmName, useTypedName } from '../ui/confirm-name';
import { counted, isOne } from '../ui/count';
import { RadioGroup } from '../ui/radio-group';
import { toast } from '../ui/toaster';
import { type Configuration, type Leavers, removeConfiguration } from './use-configuration';

interface DeleteConfigurationProps {
  configuration: Configuration;
  clientName: string;
  onDeleted: () => void;
}

const usersCounted = (count: Count) => counted(count, 'user', 'users');

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

/** Deletes the configuration, and says what became of the users. */
async function remove(choice: Leavers | undefined): Promise<string> {
  if (!choice) throw new Error('What should happen to the users was not chosen.');
  const { users } = await removeConfiguration(choice);
  const done = choice === 'keep' ? 'stayed' : users === 1 ? 'was deactivated' : 'were deactivated';
  return `${usersCounted({ count: users, more: false })} ${done}.`;
}

/** Ends the connection, after saying what to do first, asking what happens to the users, and the client's name. */
export function DeleteConfiguration({ configuration, clientName, onDeleted }: DeleteConfigurationProps) {
  const [choice, setChoice] = useState<Leavers>();
  const typed = useTypedName(clientName);
  const { id, label } = providerOf(configuration.provider);
  const place = id === 'other' ? 'your identity provider' : label;
  const { total } = configuration.users;

  function startAnew() {
    setChoice(undefined);
    typed.clear();
  }

  return (
    <Confirmation
      trigger={<Button variant="danger-quiet">Delete configuration</Button>}
      title="Delete the SCIM configuration?"
      description={
        <p>
          First disable and remove all users in {place}, or they stay. Then delete the configuration: the API
          key fails with the next request, and nothing syncs any more.
        </p>
      }
      action="Delete configuration"
      variant="danger"
      ready={choice !== undefined && typed.matches}
      carryOut={() => remove(choice)}
      onDone={(done) => {
        toast.success(`The configuration is deleted. ${done}`);
        onDeleted();
      }}
      onOpenChange={startAnew}
      // To connect anew stands there.
      movesFocus={{ to: 'connect' }}
    >
      <p>
        <strong className="font-semibold">{usersCounted(total)}</strong> and{' '}
        <strong className="font-semibold">
          {configuration.roles} {configuration.roles === 1 ? 'role' : 'roles'}
        </strong>{' '}
        came through this connection and are still here. What should happen to the users?
      </p>
      <RadioGroup
        label="What should happen to the users?"
        options={choices(configuration.users)}
        value={choice}
        onValueChange={setChoice}
      />
      <ConfirmName of={typed} />
    </Confirmation>
  );
}
