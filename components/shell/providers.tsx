'use client';

import { MutationCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { ThemeProvider } from 'next-themes';
import { type ReactNode, useEffect, useState } from 'react';
import { Toaster } from '../ui/toaster';
import { TooltipProvider } from '../ui/tooltip';

function createQueries(): QueryClient {
  const queries: QueryClient = new QueryClient({
    // Without a network a request fails and says so. One that waited for it would be sent after it was given up.
    defaultOptions: {
      queries: { staleTime: 2000, retry: 1, networkMode: 'always' },
      mutations: { networkMode: 'always' },
    },
    // A change may show in any list: what is in sight is asked for again, the rest when it comes into sight. Not what
    // is `meta.kept`: a list of which thousands may be loaded, which who changes it brings up to date, and what was
    // asked for the sake of the change itself. Who made the change hears of it after that, and only through the options
    // of `useMutation` if the component is gone by then.
    mutationCache: new MutationCache({
      onSuccess: () => queries.invalidateQueries({ predicate: ({ meta }) => meta?.kept !== true }),
    }),
  });
  return queries;
}

/** Says that clicks are heard from now on, also in parts that came later; journeys in a browser wait for it. */
function markHydrated() {
  const mark = () => {
    document.documentElement.dataset.hydrated = 'true';
  };
  if ('requestIdleCallback' in window) window.requestIdleCallback(mark, { timeout: 2000 });
  else setTimeout(mark, 50);
}

/** What every page stands in: theme, queries, tooltips and toasts. */
export function Providers({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  const [queries] = useState(createQueries);
  useEffect(markHydrated, []);
  return (
    <ThemeProvider attribute="data-theme" disableTransitionOnChange nonce={nonce}>
      <QueryClientProvider client={queries}>
        <TooltipProvider delayDuration={300}>{children}</TooltipProvider>
        <Toaster />
      </QueryClientProvider>
    </ThemeProvider>
  );
}
