'use client';

import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from '../ui/button';
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter, DialogTrigger } from '../ui/dialog';
import { problemsIn } from './api';
import { Problem } from './problem';

interface FormDialogProps<Saved> {
  /** The button that opens it. */
  trigger: ReactNode;
  title: string;
  description?: string;
  className?: string;
  /** What stands on the button that saves. */
  submit: string;
  /** Sends what was entered. Where that is refused, the form stays, with what is wrong beside its fields. */
  save: (form: FormData) => Promise<Saved>;
  /** Called when it is saved and the dialog is closed, whether or not the page still shows the button. */
  onSaved: (saved: Saved) => void;
  /** The fields, named in the form as in the answer that says what is wrong with them. */
  children: (problems: Readonly<Record<string, string>>) => ReactNode;
}

/** A form in a dialog: it opens with what is in force, and closes once what was entered is saved. */
export function FormDialog<Saved>(props: FormDialogProps<Saved>) {
  const { trigger, title, description, className, submit, save, onSaved, children } = props;
  const [open, setOpen] = useState(false);
  const change = useMutation({
    mutationFn: save,
    onSuccess: (saved) => {
      setOpen(false);
      onSaved(saved);
    },
  });
  const { fields, general } = problemsIn(change.error);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    // In a long form what is wrong may be far from the button that saves.
    if (change.error) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [change.error]);

  function onOpenChange(next: boolean) {
    // What is under way is not cancelled by looking away.
    if (change.isPending) return;
    setOpen(next);
    change.reset();
  }

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    change.mutate(new FormData(event.currentTarget));
  }

  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogTrigger asChild>{trigger}</DialogTrigger>
      <DialogContent title={title} description={description} className={className}>
        <form ref={form} onSubmit={onSubmit} noValidate className="contents">
          <DialogBody>
            {children(fields)}
            <Problem error={general} />
          </DialogBody>
          <DialogFooter>
            <DialogClose asChild>
              <Button variant="secondary">Cancel</Button>
            </DialogClose>
            <Button type="submit" busy={change.isPending}>
              {submit}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
