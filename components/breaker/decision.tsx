'use client';

import type { ReactNode } from 'react';
import { Confirmation } from '../query/confirmation';
import { Button, type ButtonProps } from '../ui/button';
import { toast } from '../ui/toaster';
import { titleId } from './title-id';
import { decide } from './use-breaker';

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
  return (
    <Confirmation
      trigger={<Button variant={variant}>{label}</Button>}
      title={title}
      description={description}
      action={label}
      variant={variant}
      carryOut={() => decide(decision)}
      onDone={({ users }) => toast.success(done(users))}
      movesFocus={{ to: titleId }}
    />
  );
}
