'use client';

import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useRef, useState } from 'react';
import { AlertDialog, AlertDialogContent, AlertDialogTrigger } from '../ui/alert-dialog';
import { Button, type ButtonProps } from '../ui/button';
import { focusSoon } from '../ui/focus-soon';
import { Problem } from './problem';

interface ConfirmationProps<Done> {
  /** The button that asks. */
  trigger?: ReactNode;
  /** Without a trigger: whether the question is asked. */
  asked?: boolean;
  title: ReactNode;
  /** What will happen. */
  description: ReactNode;
  /** What stands on the button that does it. */
  action: string;
  variant?: ButtonProps['variant'];
  /** Whether all that it takes is known. */
  ready?: boolean;
  /** Does it. Where that is refused, the question stays, with the reason. */
  carryOut: () => Promise<Done>;
  /** Called when it is done and the question is closed, whether or not the page still shows who asked. */
  onDone: (done: Done) => void;
  onRefused?: (error: Error) => void;
  /** Called when it is asked, and when the reader goes back: what was chosen in it begins anew. */
  onOpenChange?: (open: boolean) => void;
  /** What is done takes the focus, or it goes to what has this id; else it returns to what asked. */
  movesFocus?: boolean | { readonly to: string };
  children?: ReactNode;
}

/** A question before something is done: what will happen, the way back, and the button that does it. */
export function Confirmation<Done>(props: ConfirmationProps<Done>) {
  const { trigger, title, description, action, variant, ready = true, children } = props;
  const [open, setOpen] = useState(false);
  const done = useRef(false);
  const carry = useMutation({
    mutationFn: props.carryOut,
    // The answer may hold a key: it is forgotten with the question, not kept for five minutes.
    gcTime: 0,
    onSuccess: (answer) => {
      done.current = true;
      setOpen(false);
      props.onDone(answer);
      if (typeof props.movesFocus === 'object') focusSoon(props.movesFocus.to);
    },
    onError: props.onRefused,
  });

  function onOpenChange(next: boolean) {
    // What is under way is not cancelled by looking away.
    if (carry.isPending) return;
    done.current = false;
    carry.reset();
    setOpen(next);
    props.onOpenChange?.(next);
  }

  return (
    <AlertDialog open={props.asked ?? open} onOpenChange={onOpenChange}>
      {trigger ? <AlertDialogTrigger asChild>{trigger}</AlertDialogTrigger> : null}
      <AlertDialogContent
        title={title}
        description={description}
        action={
          <Button variant={variant} busy={carry.isPending} disabled={!ready} onClick={() => carry.mutate()}>
            {action}
          </Button>
        }
        onCloseAutoFocus={(event) => {
          if (done.current && props.movesFocus) event.preventDefault();
        }}
      >
        {children}
        <Problem error={carry.error} />
      </AlertDialogContent>
    </AlertDialog>
  );
}
