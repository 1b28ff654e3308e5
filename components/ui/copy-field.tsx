'use client';

import { Check, Copy } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { Button } from './button';
import { cn } from './cn';
import { Label } from './label';

interface CopyFieldProps {
  label: string;
  value: string;
  /** Called once the value is in the clipboard. */
  onCopied?: () => void;
  className?: string;
}

/** Puts `text` into the clipboard; selects it where the browser allows no more (plain http on another host). */
async function copy(text: string, field: HTMLInputElement | null): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    field?.select();
    // The only way left without a secure context; browsers keep it for that.
    return document.execCommand('copy');
  }
}

/** A value to take elsewhere, with its copy button; what the button did is shown and read out. */
export function CopyField({ label, value, onCopied, className }: CopyFieldProps) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');
  useEffect(() => {
    if (state === 'idle') return;
    const timer = setTimeout(() => setState('idle'), 2500);
    return () => clearTimeout(timer);
  }, [state]);

  async function onClick() {
    const done = await copy(value, field.current);
    setState(done ? 'copied' : 'failed');
    if (done) onCopied?.();
  }

  return (
    <div className={cn('space-y-1.5', className)}>
      <Label htmlFor={id}>{label}</Label>
      <div className="flex gap-2">
        <input
          ref={field}
          id={id}
          readOnly
          value={value}
          onFocus={(event) => event.currentTarget.select()}
          // 13 px: at 14 px some systems' monospaced fonts lose their underscore at the edge of the line.
          className="h-9.5 min-w-0 flex-1 rounded-md border border-line-strong/60 bg-sunken px-3 font-mono text-[0.8125rem] text-ink pointer-coarse:h-11"
        />
        <Button
          variant="secondary"
          onClick={onClick}
          aria-label={`Copy ${label}`}
          className="w-26 max-sm:w-11 max-sm:px-0"
        >
          {state === 'copied' ? <Check aria-hidden /> : <Copy aria-hidden />}
          <span className="max-sm:sr-only">{state === 'copied' ? 'Copied' : 'Copy'}</span>
        </Button>
      </div>
      <p aria-live="polite" className={state === 'failed' ? 'text-sm text-danger-text' : 'sr-only'}>
        {state === 'copied' ? `${label} copied` : ''}
        {state === 'failed' ? 'Your browser did not allow copying: select the text and copy it by hand.' : ''}
      </p>
    </div>
  );
}
