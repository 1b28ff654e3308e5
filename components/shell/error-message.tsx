'use client';

import { useEffect } from 'react';
import { Button } from '../ui/button';
import { MessagePage } from './message-page';

/** What Next gives an error page. */
export interface ErrorPageProps {
  error: Error & { digest?: string };
  reset: () => void;
}

/** Something went wrong in Muster: nothing of it is shown but the number under which the server logged it. */
export function ErrorMessage({ error, reset }: ErrorPageProps) {
  useEffect(() => {
    console.error(error);
  }, [error]);
  return (
    <MessagePage title="That did not work" actions={<Button onClick={reset}>Try again</Button>}>
      <p>
        Something went wrong in Muster. Nothing that you had saved is lost. If it happens again, tell its
        operator.
      </p>
      {error.digest ? (
        <p className="mt-2 text-sm">
          Number of the log entry: <code className="font-mono text-ink">{error.digest}</code>
        </p>
      ) : null}
    </MessagePage>
  );
}
