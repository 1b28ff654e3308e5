'use client';

import { type ReactNode, useState } from 'react';
import { Problem } from '../query/problem';
import { AlertDialog, AlertDialogContent, AlertDialogTrigger } from '../ui/alert-dialog';
import { Button, type ButtonProps } from '../ui/button';
import { toast } from '../ui/toaster';
import { useDecision } from './use-breaker';

interface DecisionProps {
  decision: 'approve' | 'reject' | 'forget';
  /** What stands on the button that asks, and on the one that does it. */
  label: string;
  variant: ButtonProps['variant'];
  title: string;
  /** What will happen. */
  description: ReactNode;
  /** What is said when it is done, of so many users. */
  done: (users: number) => string;
}

/** A decision about held changes, after it was said what follows from it. */
export function Decision({ decision, label, variant, title, description, done }: DecisionProps) {
  const [open, setOpen] = useState(false);
  const decide = useDecision((users) => {
    setOpen(false);
    toast.success(done(users));
  });
  return (
    <AlertDialog
      open={open}
      onOpenChange={(next) => {
        if (decide.isPending) return;
        setOpen(next);
        decide.reset();
      }}
    >
      <AlertDialogTrigger asChild>
        <Button variant={variant}>{label}</Button>
      </AlertDialogTrigger>
      <AlertDialogContent
        title={title}
        description={description}
        action={
          <Button variant={variant} busy={decide.isPending} onClick={() => decide.mutate(decision)}>
            {label}
          </Button>
        }
      >
        <Problem error={decide.error} />
      </AlertDialogContent>
    </AlertDialog>
  );
}
