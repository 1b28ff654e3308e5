'use client';

import { X } from 'lucide-react';
import { Dialog as Primitive } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';
import { Button } from './button';
import { cn } from './cn';

export const overlayLook = 'fixed inset-0 z-40 bg-[oklch(0.15_0.02_178/0.45)] animate-appear';
// On a very low screen, or at a large zoom, all of it scrolls: else its head and its actions would leave no room.
export const panelLook =
  'fixed inset-x-0 bottom-0 z-50 mx-auto flex max-h-[92dvh] w-full max-w-lg flex-col rounded-t-lg border bg-surface shadow-floating animate-appear focus:outline-none sm:inset-y-0 sm:my-auto sm:h-fit sm:rounded-lg [@media(max-height:22rem)]:overflow-y-auto';

export const Dialog = Primitive.Root;
export const DialogTrigger = Primitive.Trigger;
export const DialogClose = Primitive.Close;

interface DialogContentProps extends Omit<ComponentProps<typeof Primitive.Content>, 'title'> {
  title: ReactNode;
  description?: ReactNode;
}

/** Who opens a form is about to fill it in: its first field comes before the button that closes it. */
function focusFirstField(event: Event) {
  if (!(event.currentTarget instanceof HTMLElement)) return;
  const field = event.currentTarget.querySelector<HTMLElement>('input:not([type="hidden"]), textarea');
  if (!field) return;
  event.preventDefault();
  field.focus();
}

/** A dialog's sheet: at the bottom of a phone, in the middle of a wide screen. Its content scrolls, the page does not. */
export function DialogContent({ title, description, className, children, ...props }: DialogContentProps) {
  return (
    <Primitive.Portal>
      <Primitive.Overlay className={overlayLook} />
      <Primitive.Content
        {...(description ? {} : { 'aria-describedby': undefined })}
        onOpenAutoFocus={focusFirstField}
        {...props}
        className={cn(panelLook, className)}
      >
        <div className="flex items-start gap-4 px-5 pt-5 sm:px-6">
          <div className="min-w-0 flex-1 space-y-1">
            <Primitive.Title className="text-lg">{title}</Primitive.Title>
            {description ? (
              <Primitive.Description className="text-sm text-ink-soft">{description}</Primitive.Description>
            ) : null}
          </div>
          <Primitive.Close asChild>
            <Button variant="quiet" size="icon" className="-mt-1.5 -mr-2.5" aria-label="Close">
              <X aria-hidden />
            </Button>
          </Primitive.Close>
        </div>
        {children}
      </Primitive.Content>
    </Primitive.Portal>
  );
}

/** What the dialog holds; scrolls where it is long. */
export function DialogBody({ className, ...props }: ComponentProps<'div'>) {
  return (
    <div
      {...props}
      className={cn(
        'min-h-0 space-y-4 overflow-y-auto px-5 py-4 sm:px-6 [@media(max-height:22rem)]:shrink-0',
        className,
      )}
    />
  );
}

/** The dialog's actions, the one that goes on last. */
export function DialogFooter({ className, ...props }: ComponentProps<'div'>) {
  return (
    <div
      {...props}
      className={cn(
        'flex flex-col-reverse gap-2 border-t px-5 py-4 sm:flex-row sm:justify-end sm:px-6',
        className,
      )}
    />
  );
}
