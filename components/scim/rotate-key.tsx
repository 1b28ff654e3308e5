'use client';

import { RefreshCw } from 'lucide-react';
import { useRef, useState } from 'react';
import { providerOf } from '@/lib/connection/providers';
import { messageOf } from '../query/api';
import { Alert } from '../ui/alert';
import { AlertDialog, AlertDialogContent, AlertDialogTrigger } from '../ui/alert-dialog';
import { Button } from '../ui/button';
import { type Configuration, type Credentials, useRotate } from './use-configuration';

interface RotateKeyProps {
  configuration: Configuration;
  onRotated: (made: Credentials) => void;
}

/** Replaces the API key, after saying what that breaks until the new one is entered. */
export function RotateKey({ configuration, onRotated }: RotateKeyProps) {
  const [open, setOpen] = useState(false);
  const rotated = useRef(false);
  const rotate = useRotate((made) => {
    rotated.current = true;
    setOpen(false);
    onRotated(made);
  });
  const { id, label } = providerOf(configuration.provider);
  const place = id === 'other' ? 'your identity provider' : label;

  function onOpenChange(next: boolean) {
    // What is under way is not cancelled by looking away.
    if (rotate.isPending) return;
    setOpen(next);
    rotated.current = false;
    rotate.reset();
  }

  return (
    <AlertDialog open={open} onOpenChange={onOpenChange}>
      <AlertDialogTrigger asChild>
        <Button variant="secondary">
          <RefreshCw aria-hidden />
          Rotate API Key
        </Button>
      </AlertDialogTrigger>
      <AlertDialogContent
        onCloseAutoFocus={(event) => {
          // The new key takes the focus, not the button that asked for it.
          if (rotated.current) event.preventDefault();
        }}
        title="Rotate the API key?"
        description={
          <>
            <p>
              The old key, which ends in{' '}
              <code className="font-mono text-ink">{configuration.key.lastFour}</code>, fails with the next
              request. From then on nothing syncs until you enter the new key in {place}.
            </p>
            <p>Users and roles stay as they are.</p>
          </>
        }
        action={
          <Button variant="danger" busy={rotate.isPending} onClick={() => rotate.mutate()}>
            Rotate API Key
          </Button>
        }
      >
        {rotate.error ? <Alert tone="danger">{messageOf(rotate.error)}</Alert> : null}
      </AlertDialogContent>
    </AlertDialog>
  );
}
