'use client';

import { CircleCheck, CircleX } from 'lucide-react';
import { Toaster as Sonner } from 'sonner';

export { toast } from 'sonner';

/** Where short messages about what was done appear, and are read out. */
export function Toaster() {
  return (
    <Sonner
      position="bottom-right"
      icons={{
        success: <CircleCheck aria-hidden className="size-4" />,
        error: <CircleX aria-hidden className="size-4" />,
      }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            'flex w-full items-start font-sans gap-3 rounded-md border bg-surface px-4 py-3 text-sm text-ink shadow-floating sm:w-(--width) [&_[data-icon]]:mt-0.5',
          error: '!border-danger/40 !bg-danger-soft !text-danger-text',
          success: '[&_[data-icon]]:text-accent-text',
        },
      }}
    />
  );
}
