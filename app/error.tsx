'use client';

import { ErrorMessage, type ErrorPageProps } from '@/components/shell/error-message';

export default function ErrorPage(props: ErrorPageProps) {
  return (
    <main className="px-4">
      <ErrorMessage {...props} />
    </main>
  );
}
