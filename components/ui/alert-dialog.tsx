'use client';

import { AlertDialog as Primitive } from 'radix-ui';
import { type ComponentProps, type ReactNode, useRef } from 'react';
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

/**
 * A question that must be answered: a click beside it does not close it, the focus starts on the way back, and returns
 * to what asked. `onCloseAutoFocus` may prevent that.
 */
export function AlertDialogContent(props: AlertDialogContentProps) {
  const { title, description, action, cancel = 'Cancel', className, children, ...rest } = props;
  // Radix knows its own trigger only, and a question may be asked by a form, or by one of many rows.
  const asker = useRef<Element | null>(null);

  function returnFocus(event: Event) {
    props.onCloseAutoFocus?.(event);
    if (event.defaultPrevented || !(asker.current instanceof HTMLElement)) return;
    // Some browsers give a button no focus when it is clicked: then Radix knows better.
    if (asker.current === document.body) return;
    event.preventDefault();
    asker.current.focus();
  }

  return (
    <Primitive.Portal>
      <Primitive.Overlay className={overlayLook} />
      <Primitive.Content
        {...rest}
        onOpenAutoFocus={() => {
          asker.current = document.activeElement;
        }}
        onCloseAutoFocus={returnFocus}
        className={cn(panelLook, className)}
      >
        <div className="space-y-1.5 px-5 pt-5 pb-4 sm:px-6">
          <Primitive.Title className="text-lg">{title}</Primitive.Title>
          <Primitive.Description asChild>
            <div className="space-y-2 text-ink-soft">{description}</div>
          </Primitive.Description>
        </div>
        <DialogBody className="pt-0 empty:hidden">{children}</DialogBody>
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
