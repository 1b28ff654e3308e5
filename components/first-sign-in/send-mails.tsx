'use client';

import { Mail } from 'lucide-react';
import { api } from '../query/api';
import { Confirmation } from '../query/confirmation';
import { Button } from '../ui/button';

interface SendMailsProps {
  /** What is asked of the server: people by their ids, or a stage and days. */
  request: { users: readonly string[] } | { stage: string; days: number };
  /** "3 chosen people", "all 312 people". */
  whom: string;
  /** How long a link is valid, in days. */
  linkDays: number;
  primary: boolean;
  disabled: boolean;
  onStarted: () => void;
}

/** Sends the mail for the first sign-in to many, after a question. */
export function SendMails({ request, whom, linkDays, primary, disabled, onStarted }: SendMailsProps) {
  const everybody = 'stage' in request;
  return (
    <Confirmation
      trigger={
        <Button variant={primary ? 'primary' : 'secondary'} disabled={disabled}>
          <Mail aria-hidden />
          Send mail to {whom}
        </Button>
      }
      title={`Send the mail for the first sign-in to ${whom}?`}
      description={
        <>
          <p>
            It says that the account is ready, with a link to choose a password. The link works once, for{' '}
            {linkDays} days; earlier links stop working.
          </p>
          {everybody ? (
            <p>
              Who had such a mail within a day gets none. Afterwards this page says who could not be reached.
            </p>
          ) : null}
        </>
      }
      action="Send mails"
      carryOut={() => api<{ id: string }>('POST', '/api/first-sign-ins/rounds', request)}
      onDone={onStarted}
      // The button waits until the mails are sent; how far they are stands there.
      movesFocus={{ to: 'round' }}
    />
  );
}
