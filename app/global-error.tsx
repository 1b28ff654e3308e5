'use client';

import { ErrorMessage, type ErrorPageProps } from '@/components/shell/error-message';
import './globals.css';

/** Where the layout itself failed. */
export default function GlobalError(props: ErrorPageProps) {
  return (
    <html lang="en">
      <body>
        <title>That did not work · Muster</title>
        <main className="px-4">
          <ErrorMessage {...props} />
        </main>
      </body>
    </html>
  );
}
