'use client';

import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { PlannedChange } from '@/lib/directory';
import { ApiError } from '../query/api';
import { Problem } from '../query/problem';
import { AlertDialog, AlertDialogContent } from '../ui/alert-dialog';
import { Button } from '../ui/button';
import { Effects } from './effects';
import { type PlannedRole, useEffects } from './use-effects';

interface ChangeQuestionProps {
  role: PlannedRole;
  /** What is planned; null closes the question. */
  change: PlannedChange | null;
  title: ReactNode;
  description: ReactNode;
  /** The button that does it. */
  action: string;
  danger?: boolean;
  /** Something else to be confirmed before it may be done. */
  confirmed?: boolean;
  children?: ReactNode;
  /** Does it, for the version of the role that the reader decided upon. */
  carryOut: (version: number) => Promise<unknown>;
  onDone: () => void;
  onClose: () => void;
}

/** Shows who gains and who loses by a change of a role before it is done. A role that was changed meanwhile is shown anew. */
export function ChangeQuestion(props: ChangeQuestionProps) {
  const { role, change, confirmed = true, carryOut, onDone, onClose } = props;
  const found = useEffects(role, change);
  const carry = useMutation({
    mutationFn: () => carryOut(found.effects?.version ?? 0),
    onSuccess: () => {
      // What was typed confirms this change, and no next one.
      found.setTyped('');
      onDone();
    },
    onError: (error) => {
      if (error instanceof ApiError && error.status === 409) void found.refetch();
    },
  });

  function close() {
    carry.reset();
    found.setTyped('');
    onClose();
  }

  return (
    <AlertDialog open={change !== null} onOpenChange={(open) => (open ? undefined : close())}>
      <AlertDialogContent
        title={props.title}
        description={props.description}
        action={
          <Button
            variant={props.danger ? 'danger' : 'primary'}
            busy={carry.isPending}
            disabled={!found.ready || !confirmed}
            onClick={() => carry.mutate()}
          >
            {props.action}
          </Button>
        }
      >
        <Effects found={found} />
        {props.children}
        <Problem error={carry.error} />
      </AlertDialogContent>
    </AlertDialog>
  );
}
