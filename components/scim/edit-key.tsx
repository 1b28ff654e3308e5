'use client';

import { Pencil } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { ApiError, messageOf } from '../query/api';
import { Alert } from '../ui/alert';
import { Button } from '../ui/button';
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter, DialogTrigger } from '../ui/dialog';
import { Field } from '../ui/field';
import { Input, Textarea } from '../ui/input';
import { toast } from '../ui/toaster';
import { dayOf, endOfDay } from './key-expiry';
import type { Key } from './key-facts';
import { type KeyChange, useChangeKey } from './use-configuration';

/** What the form says otherwise than the key. */
function changeOf(form: FormData, apiKey: Key): KeyChange {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const sources = text('sources')
    .split(/[\s,;]+/)
    .filter(Boolean);
  const day = text('expiry');
  return {
    ...(text('name') !== (apiKey.name ?? '') && { name: text('name') || null }),
    ...(day !== dayOf(apiKey.expiresAt) && { expiresAt: endOfDay(day) }),
    ...(sources.join() !== (apiKey.allowedSources ?? []).join() && {
      allowedSources: sources.length > 0 ? sources : null,
    }),
  };
}

/** Edits what is said of a key; the key itself stays. */
export function EditKey({ apiKey, label }: { apiKey: Key; label: string }) {
  const [open, setOpen] = useState(false);
  const change = useChangeKey(apiKey.id, () => {
    setOpen(false);
    toast.success('The API key is changed, from its next request on.');
  });
  const fields = change.error instanceof ApiError ? change.error.fields : {};
  const untold = change.error && Object.keys(fields).length === 0;

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const wanted = changeOf(new FormData(event.currentTarget), apiKey);
    if (Object.keys(wanted).length === 0) setOpen(false);
    else change.mutate(wanted);
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
        <Button variant="secondary" aria-label={label}>
          <Pencil aria-hidden />
          Edit
        </Button>
      </DialogTrigger>
      <DialogContent
        title={label}
        description="The key itself stays: nothing changes in your identity provider."
      >
        <form onSubmit={onSubmit} noValidate className="contents">
          <DialogBody>
            <Field label="Name" hint="What you call it, such as Production." error={fields.name}>
              {(control) => (
                <Input
                  {...control}
                  name="name"
                  defaultValue={apiKey.name ?? ''}
                  autoComplete="off"
                  maxLength={60}
                />
              )}
            </Field>
            <Field
              label="Expires at the end of"
              hint="Leave it empty for a key that does not expire. Reminders come 30 days, 7 days and a day before, here and by mail."
              error={fields.expiresAt}
            >
              {(control) => (
                <Input
                  {...control}
                  name="expiry"
                  type="date"
                  defaultValue={dayOf(apiKey.expiresAt)}
                  className="sm:max-w-52"
                />
              )}
            </Field>
            <Field
              label="Allowed sources"
              hint={
                <>
                  IP addresses and blocks such as 203.0.113.0/24, one a line. Empty: from everywhere.
                  {apiKey.lastUsedAddress ? <> Last used from {apiKey.lastUsedAddress}.</> : null}
                </>
              }
              error={fields.allowedSources}
            >
              {(control) => (
                <Textarea
                  {...control}
                  name="sources"
                  defaultValue={(apiKey.allowedSources ?? []).join('\n')}
                  className="font-mono"
                  spellCheck={false}
                />
              )}
            </Field>
            {untold ? <Alert tone="danger">{messageOf(change.error)}</Alert> : null}
          </DialogBody>
          <DialogFooter>
            <DialogClose asChild>
              <Button variant="secondary">Cancel</Button>
            </DialogClose>
            <Button type="submit" busy={change.isPending}>
              Save changes
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
