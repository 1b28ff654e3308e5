'use client';

import { KeyRound } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { providerOf } from '@/lib/connection/providers/providers';
import { Alert } from '../ui/alert';
import { AlertDialog, AlertDialogContent } from '../ui/alert-dialog';
import { Button } from '../ui/button';
import { CopyField } from '../ui/copy-field';
import type { Credentials } from './use-configuration';
import { useLeaveGuard } from './use-leave-guard';

interface NewKeyCardProps {
  provider: string;
  credentials: Credentials;
  /** It waits beside the one in force, which works until the rotation is finished. */
  waits: boolean;
  /** The reader has the key and lets it go. */
  onClose: () => void;
}

/** The API key, the one time it is shown, with where it belongs. It leaves the screen only after a question. */
export function NewKeyCard({ provider, credentials, waits, onClose }: NewKeyCardProps) {
  const [copied, setCopied] = useState(false);
  const [held, setHeld] = useState(true);
  const [leave, setLeave] = useState<(() => void) | null>(null);
  const title = useRef<HTMLHeadingElement>(null);
  useLeaveGuard(held, (go) => setLeave(() => go));
  useEffect(() => {
    // A dialog that asked for the key holds the focus until it is gone.
    const timer = setTimeout(() => title.current?.focus(), 50);
    window.scrollTo({ top: 0 });
    return () => clearTimeout(timer);
  }, []);

  function letGo() {
    // The guard is lifted before the page is left, or it would ask again.
    flushSync(() => setHeld(false));
    leave?.();
    onClose();
  }

  return (
    <section
      aria-labelledby="new-key"
      className="mb-8 rounded-lg border border-accent/50 bg-surface shadow-floating animate-appear"
    >
      <div className="flex items-center gap-3 rounded-t-lg border-b border-accent/30 bg-accent-soft px-5 py-3.5 text-accent-text sm:px-6">
        <KeyRound aria-hidden className="size-4.5" />
        <h2 id="new-key" ref={title} tabIndex={-1} className="text-lg outline-none">
          Copy the API key now
        </h2>
      </div>
      <div className="space-y-5 p-5 sm:p-6">
        <Alert tone="warning">
          This is the only time the API key is shown. Save it securely before you leave this page; if it gets
          lost, you have to make a new one with “Rotate API Key”.
          {waits ? ' The old key works until you end it, or until the time that you chose.' : null}
        </Alert>
        <div className="grid gap-5">
          <div>
            <CopyField label="SCIM URI" value={credentials.scimUri} />
            <Destination provider={provider} field="scimUri" />
          </div>
          <div>
            <CopyField label="API Key" value={credentials.apiKey} onCopied={() => setCopied(true)} />
            <Destination provider={provider} field="apiKey" />
          </div>
        </div>
        <Button onClick={() => setLeave(() => () => {})}>I have saved the key</Button>
      </div>
      <AlertDialog open={leave !== null} onOpenChange={(open) => (open ? undefined : setLeave(null))}>
        <AlertDialogContent
          title="Have you copied the API key?"
          description={
            <p>
              {copied
                ? 'You copied it on this page. Make sure that it is saved where you can find it: it is never shown again.'
                : 'You have not used the copy button yet. The key is never shown again; without it you have to rotate it.'}
            </p>
          }
          cancel="Back to the key"
          action={<Button onClick={letGo}>Yes, hide the key</Button>}
        />
      </AlertDialog>
    </section>
  );
}

/** Where at the identity provider a value belongs. */
function Destination({ provider, field }: { provider: string; field: 'scimUri' | 'apiKey' }) {
  const { id, label, fields } = providerOf(provider);
  return (
    <p className="mt-1.5 text-sm text-ink-soft">
      Goes into “{fields[field]}” of {id === 'other' ? 'your identity provider' : label}.
    </p>
  );
}
