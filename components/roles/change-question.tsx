'use client';

import type { ComponentProps, ReactNode } from 'react';
import type { PlannedChange } from '@/lib/directory';
import { ApiError } from '../query/api';
import { Confirmation } from '../query/confirmation';
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
  /** As in `Confirmation`. */
  movesFocus?: ComponentProps<typeof Confirmation>['movesFocus'];
}

/** Shows who gains and who loses by a change of a role before it is done. A role that was changed meanwhile is shown anew. */
export function ChangeQuestion(props: ChangeQuestionProps) {
  const { role, change, confirmed = true, carryOut, onDone, onClose } = props;
  const found = useEffects(role, change);
  return (
    <Confirmation
      asked={change !== null}
      title={props.title}
      description={props.description}
      action={props.action}
      variant={props.danger ? 'danger' : 'primary'}
      ready={found.ready && confirmed}
      carryOut={() => carryOut(found.effects?.version ?? 0)}
      onDone={() => {
        // What was typed confirms this change, and no next one.
        found.typedName.clear();
        onDone();
      }}
      movesFocus={props.movesFocus}
      onRefused={(error) => {
        if (error instanceof ApiError && error.status === 409) void found.refetch();
      }}
      onOpenChange={() => {
        found.typedName.clear();
        onClose();
      }}
    >
      <Effects found={found} />
      {props.children}
    </Confirmation>
  );
}
