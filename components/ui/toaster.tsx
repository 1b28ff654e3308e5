'use client';

import { CircleCheck, CircleX } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { Toaster as Sonner } from 'sonner';

export { toast } from 'sonner';

/** Where dialogs rise from below, to the full width: messages come from above there, and cover no button. */
const phone = '(width < 40rem)';

function usePhone(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = matchMedia(phone);
      query.addEventListener('change', changed);
      return () => query.removeEventListener('change', changed);
    },
    () => matchMedia(phone).matches,
    () => false,
  );
}

/** Where short messages about what was done appear, and are read out. */
export function Toaster() {
  const onPhone = usePhone();
  return (
    <Sonner
      position={onPhone ? 'top-center' : 'bottom-right'}
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
