import type { Metadata, Viewport } from 'next';
import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { Providers } from '@/components/shell/providers';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Muster', template: '%s · Muster' },
  description: 'People and roles, arriving from your identity provider.',
  robots: { index: false, follow: false },
  referrer: 'no-referrer',
};

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f5f8f7' },
    { media: '(prefers-color-scheme: dark)', color: '#0f1514' },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Scripts run only with the nonce of this very answer, so no page is made before it is asked for.
  const nonce = (await headers()).get('x-nonce') ?? undefined;
  return (
    // The theme's script writes its attribute before React wakes.
    <html lang="en" suppressHydrationWarning>
      <body className="min-h-dvh">
        <Providers nonce={nonce}>{children}</Providers>
      </body>
    </html>
  );
}
