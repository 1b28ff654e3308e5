'use client';

import { useRouter } from 'next/navigation';
import { api } from '../query/api';
import { Confirmation } from '../query/confirmation';
import { Button } from '../ui/button';
import { toast } from '../ui/toaster';
import { sessionsTitle } from './title-id';

/** Ends all of somebody's sessions, or of one's own all but this one. */
export function SignOutEverywhere({ path, name }: { path: string; name?: string }) {
  const router = useRouter();
  const label = name === undefined ? 'Sign out of all other browsers' : 'Sign out everywhere';
  return (
    <Confirmation
      trigger={<Button variant="danger-quiet">{label}</Button>}
      title={name === undefined ? `${label}?` : `Sign ${name} out everywhere?`}
      description={
        <p>
          {name === undefined
            ? 'You stay signed in here. Every other browser is asked for your password with its next request.'
            : 'Every browser is asked for the password with its next request. To keep somebody out, deactivate them.'}
        </p>
      }
      action={label}
      variant="danger"
      carryOut={() => api<{ ended: number }>('DELETE', path)}
      onDone={({ ended }) => {
        toast.success(ended === 1 ? '1 session has ended.' : `${ended} sessions have ended.`);
        router.refresh();
      }}
      movesFocus={{ to: sessionsTitle }}
    />
  );
}
