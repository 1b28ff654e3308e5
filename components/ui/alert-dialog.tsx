'use client';

import { AlertDialog as Primitive } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';
import { Button } from './button';
import { cn } from './cn';
import { DialogBody, DialogFooter, overlayLook, panelLook } from './dialog';

export const AlertDialog = Primitive.Root;
export const AlertDialogTrigger = Primitive.Trigger;

interface AlertDialogContentProps extends Omit<ComponentProps<typeof Primitive.Content>, 'title'> {
  title: ReactNode;
  /** What will happen, in a sentence or two. */
  description: ReactNode;
  /** The button that goes on; it stays in the caller's hands, as what follows may be refused. */
  action: ReactNode;
  cancel?: string;
}

/** A question that must be answered: a click beside it does not close it, and the focus starts on the way back. */
export function AlertDialogContent(props: AlertDialogContentProps) {
  const { title, description, action, cancel = 'Cancel', className, children, ...rest } = props;
  return (
    <Primitive.Portal>
      <Primitive.Overlay className={overlayLook} />
      <Primitive.Content {...rest} className={cn(panelLook, className)}>
        <div className="space-y-1.5 px-5 pt-5 pb-4 sm:px-6">
          <Primitive.Title className="text-lg">{title}</Primitive.Title>
          <Primitive.Description asChild>
            <div className="space-y-2 text-ink-soft">{description}</div>
          </Primitive.Description>
        </div>
        {children ? <DialogBody className="pt-0">{children}</DialogBody> : null}
        <DialogFooter>
          <Primitive.Cancel asChild>
            <Button variant="secondary">{cancel}</Button>
          </Primitive.Cancel>
          {action}
        </DialogFooter>
      </Primitive.Content>
    </Primitive.Portal>
  );
}
