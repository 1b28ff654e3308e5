'use client';

import { useState } from 'react';
import { Problem } from '../query/problem';
import { AlertDialog, AlertDialogContent, AlertDialogTrigger } from '../ui/alert-dialog';
import { Button } from '../ui/button';
import { RadioGroup } from '../ui/radio-group';
import { toast } from '../ui/toaster';
import { people } from './people';
import { type Breaker, useLeave } from './use-breaker';

const times = [
  {
    value: '4',
    label: '4 hours',
    description: 'For identity providers that send changes at once, such as Okta.',
  },
  { value: '24', label: '1 day', description: 'For those that work in cycles, such as Microsoft Entra ID.' },
  { value: '72', label: '3 days', description: 'For a move that takes more than a day.' },
] as const;

type Hours = (typeof times)[number]['value'];

/** Lets everything through for a while, so that all users can be removed before the configuration is deleted. */
export function LeaveProvider({ breaker, provider }: { breaker: Breaker; provider: string }) {
  const [open, setOpen] = useState(false);
  const [hours, setHours] = useState<Hours>(breaker.provider === 'okta' ? '4' : '24');
  const leave = useLeave((users) => {
    setOpen(false);
    const ended = users > 0 ? ` ${people(users)} lost access.` : '';
    toast.success(`The circuit breaker is suspended.${ended}`);
  });
  return (
    <AlertDialog
      open={open}
      onOpenChange={(next) => {
        if (leave.isPending) return;
        setOpen(next);
        leave.reset();
      }}
    >
      <AlertDialogTrigger asChild>
        <Button variant="secondary" className="max-w-full">
          <span className="truncate">We are leaving {provider}</span>
        </Button>
      </AlertDialogTrigger>
      <AlertDialogContent
        title={`Let ${provider} end everybody’s access?`}
        description={
          <>
            <p>
              Before a configuration is deleted, all its users are disabled and removed in {provider}. For
              that the circuit breaker lets everything through for a while, and then watches again.
            </p>
            {breaker.held > 0 ? (
              <p>{people(breaker.held)} who are held now lose their access at once.</p>
            ) : null}
          </>
        }
        action={
          <Button variant="danger" busy={leave.isPending} onClick={() => leave.mutate(Number(hours))}>
            Suspend it
          </Button>
        }
      >
        <RadioGroup
          label="For how long?"
          options={times.map((time) => ({ ...time }))}
          value={hours}
          onValueChange={setHours}
        />
        <Problem error={leave.error} />
      </AlertDialogContent>
    </AlertDialog>
  );
}
