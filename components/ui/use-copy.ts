import { useEffect, useState } from 'react';

/** Puts `text` into the clipboard; from `field`, where the browser allows no more (plain http on another host). */
async function copied(text: string, field?: HTMLInputElement | null): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    if (!field) return false;
    field.select();
    // The only way left without a secure context; browsers keep it for that.
    return document.execCommand('copy');
  }
}

/** Copies texts, and says for a moment how that went. */
export function useCopy() {
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');
  useEffect(() => {
    if (state === 'idle') return;
    const timer = setTimeout(() => setState('idle'), 2500);
    return () => clearTimeout(timer);
  }, [state]);

  async function copy(text: string, field?: HTMLInputElement | null): Promise<boolean> {
    const done = await copied(text, field);
    setState(done ? 'copied' : 'failed');
    return done;
  }

  return { state, copy };
}
