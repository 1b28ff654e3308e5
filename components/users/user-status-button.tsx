'use client';

import { useRouter } from 'next/navigation';
import { api } from '../query/api';
import { Confirmation } from '../query/confirmation';
import { Button } from '../ui/button';
import { toast } from '../ui/toaster';

interface UserStatusButtonProps {
  user: { id: string; name: string };
  active: boolean;
}

/** Ends a user's access, or gives it back; asks first, and shows why where it is refused. */
export function UserStatusButton({ user, active }: UserStatusButtonProps) {
  const router = useRouter();
  const verb = active ? 'Deactivate' : 'Reactivate';
  return (
    <Confirmation
      trigger={<Button variant={active ? 'danger-quiet' : 'secondary'}>{verb}</Button>}
      title={`${verb} ${user.name}?`}
      description={
        <p>
          {active
            ? 'They are signed out with their next request and can’t sign in. Attributes, roles and history stay.'
            : 'They can sign in again with the password and the roles they had.'}
        </p>
      }
      action={verb}
      variant={active ? 'danger' : 'primary'}
      carryOut={() => api<void>('PUT', `/api/users/${user.id}/status`, { active: !active })}
      onDone={() => {
        toast.success(active ? `${user.name} is deactivated.` : `${user.name} is active again.`);
        router.refresh();
      }}
    />
  );
}
