'use client';

import { type FormEvent, useState } from 'react';
import { ApiError, messageOf } from '../query/api';
import { Alert } from '../ui/alert';
import { Button } from '../ui/button';
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter, DialogTrigger } from '../ui/dialog';
import { Field } from '../ui/field';
import { Input } from '../ui/input';
import { toast } from '../ui/toaster';
import { type Breaker, useChangeBreaker } from './use-breaker';

const fields = [
  {
    name: 'share',
    label: 'Share of the users, in percent',
    hint: 'Of those whom the identity provider provisioned and who have access.',
  },
  {
    name: 'atLeast',
    label: 'Users in any case',
    hint: 'So that a small client is not asked about every handful.',
  },
  {
    name: 'windowMinutes',
    label: 'Within so many minutes',
    hint: 'Identity providers send a mass change within a few.',
  },
] as const;

/** Changes what the circuit breaker lets through. */
export function BreakerFigures({ breaker }: { breaker: Breaker }) {
  const [open, setOpen] = useState(false);
  const change = useChangeBreaker(() => {
    setOpen(false);
    toast.success('The circuit breaker is set.');
  });
  const wrong = change.error instanceof ApiError ? change.error.fields : {};
  const untold = change.error && Object.keys(wrong).length === 0;

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    // What is no number is sent as nothing, and the server says what it wants.
    change.mutate(
      Object.fromEntries(fields.map(({ name }) => [name, Number(form.get(name) || Number.NaN)] as const)),
    );
  }

  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        change.reset();
      }}
    >
      <DialogTrigger asChild>
        <Button variant="secondary">Change the figures</Button>
      </DialogTrigger>
      <DialogContent
        title="What passes without being held"
        description="The greater of the two numbers counts. What comes beyond it within the time is held."
      >
        <form onSubmit={onSubmit} noValidate className="contents">
          <DialogBody>
            {fields.map(({ name, label, hint }) => (
              <Field key={name} label={label} hint={hint} error={wrong[name]}>
                {(control) => (
                  <Input
                    {...control}
                    name={name}
                    inputMode="numeric"
                    defaultValue={breaker[name]}
                    autoComplete="off"
                    className="max-w-32"
                  />
                )}
              </Field>
            ))}
            {untold ? <Alert tone="danger">{messageOf(change.error)}</Alert> : null}
          </DialogBody>
          <DialogFooter>
            <DialogClose asChild>
              <Button variant="secondary">Cancel</Button>
            </DialogClose>
            <Button type="submit" busy={change.isPending}>
              Save
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
