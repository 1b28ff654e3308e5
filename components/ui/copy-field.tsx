'use client';

import { Check, Copy } from 'lucide-react';
import { useId, useRef } from 'react';
import { Button } from './button';
import { cn } from './cn';
import { Label } from './label';
import { useCopy } from './use-copy';

interface CopyFieldProps {
  label: string;
  value: string;
  /** Called once the value is in the clipboard. */
  onCopied?: () => void;
  className?: string;
}

/** A value to take elsewhere, with its copy button; what the button did is shown and read out. */
export function CopyField({ label, value, onCopied, className }: CopyFieldProps) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const { state, copy } = useCopy();

  async function onClick() {
    if (await copy(value, field.current)) onCopied?.();
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
