'use client';

import { useRouter } from 'next/navigation';
import { api } from '../query/api';
import { Confirmation } from '../query/confirmation';
import { Button } from '../ui/button';
import { pageTitle } from '../ui/page-header';
import { toast } from '../ui/toaster';
import { LinkChanges } from './link-changes';

interface LinkUserButtonProps {
  user: { id: string; name: string; profile: { userName: string } };
  /** The label of the connected identity provider. */
  provider: string;
}

/** Hands a local user to the identity provider; says first what changes hands. */
export function LinkUserButton({ user, provider }: LinkUserButtonProps) {
  const router = useRouter();
  return (
    <Confirmation
      trigger={<Button variant="secondary">Link to {provider}</Button>}
      title={`Let ${provider} manage ${user.name}?`}
      description={
        <p>
          {provider} will find the user as <b>{user.profile.userName}</b> and from then on decide attributes,
          e-mail address and status; they can’t be edited here any more. Password, sessions, roles and history
          stay.
        </p>
      }
      action="Link user"
      carryOut={() => api<void>('POST', `/api/users/${user.id}/link`)}
      onDone={() => {
        toast.success(`${provider} may manage ${user.name} now.`);
        router.refresh();
      }}
      movesFocus={{ to: pageTitle }}
    >
      <LinkChanges userId={user.id} provider={provider} />
    </Confirmation>
  );
}
