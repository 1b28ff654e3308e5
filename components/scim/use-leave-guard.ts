'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';

const entryMark = 'musterLeaveGuard';

/**
 * Holds the reader back from leaving the page while `held`: `onAttempt` is given what to call to leave after
 * all. Links and the browser's back button ask through it; closing or reloading the tab through the browser's own question.
 */
export function useLeaveGuard(held: boolean, onAttempt: (leave: () => void) => void) {
  const router = useRouter();
  const attempt = useRef(onAttempt);
  attempt.current = onAttempt;

  useEffect(() => {
    if (!held) return;
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
      if (!(link instanceof HTMLAnchorElement) || link.target === '_blank') return;
      if (event.metaKey || event.ctrlKey || event.shiftKey || link.getAttribute('href')?.startsWith('#'))
        return;
      event.preventDefault();
      event.stopPropagation();
      const target = link.pathname + link.search;
      attempt.current(() => router.push(target));
    };
    window.addEventListener('beforeunload', onUnload);
    document.addEventListener('click', onClick, { capture: true });
    return () => {
      window.removeEventListener('beforeunload', onUnload);
      document.removeEventListener('click', onClick, { capture: true });
    };
  }, [held, router]);

  useEffect(() => {
    if (!held) return;
    // One more entry of the same page: going back takes that one, and can be answered with the question.
    const addEntry = () => {
      if (!window.history.state?.[entryMark])
        window.history.pushState({ [entryMark]: true }, '', window.location.href);
    };
    addEntry();
    const onBack = () => {
      addEntry();
      attempt.current(() => window.history.go(-2));
    };
    window.addEventListener('popstate', onBack);
    return () => window.removeEventListener('popstate', onBack);
  }, [held]);
}
