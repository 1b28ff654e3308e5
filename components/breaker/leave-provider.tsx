'use client';

import { useState } from 'react';
import { Confirmation } from '../query/confirmation';
import { Button } from '../ui/button';
import { RadioGroup } from '../ui/radio-group';
import { toast } from '../ui/toaster';
import { people } from './people';
import { titleId } from './title-id';
import { type Breaker, suspend } from './use-breaker';

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
  const [hours, setHours] = useState<Hours>(breaker.provider === 'okta' ? '4' : '24');
  return (
    <Confirmation
      trigger={
        <Button variant="secondary" className="max-w-full">
          <span className="truncate">We are leaving {provider}</span>
        </Button>
      }
      title={`Let ${provider} end everybody’s access?`}
      description={
        <>
          <p>
            Before a configuration is deleted, all its users are disabled and removed in {provider}. For that
            the circuit breaker lets everything through for a while, and then watches again.
          </p>
          {breaker.held > 0 ? (
            <p>{people(breaker.held)} who are held now lose their access at once.</p>
          ) : null}
        </>
      }
      action="Suspend it"
      variant="danger"
      carryOut={() => suspend(Number(hours))}
      onDone={({ users }) => {
        const ended = users > 0 ? ` ${people(users)} lost access.` : '';
        toast.success(`The circuit breaker is suspended.${ended}`);
      }}
      movesFocus={{ to: titleId }}
    >
      <RadioGroup
        label="For how long?"
        options={times.map((time) => ({ ...time }))}
        value={hours}
        onValueChange={setHours}
      />
    </Confirmation>
  );
}
