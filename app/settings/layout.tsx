import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { AppShell } from '@/components/shell/app-shell';
import { Content } from '@/components/shell/content';
import { settingsAreas } from '@/components/shell/settings-areas';
import { SettingsNav } from '@/components/shell/settings-nav';
import { requireUser } from '@/lib/auth';

export const metadata: Metadata = {
  title: { default: 'Client Settings', template: '%s · Client Settings · Muster' },
};

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const user = await requireUser();
  const areas = settingsAreas(user.permissions).map(({ href, label }) => ({ href, label }));
  return (
    <AppShell user={user}>
      <div className="mx-auto flex w-full max-w-6xl flex-1 flex-col lg:flex-row lg:gap-10 lg:px-6">
        <SettingsNav areas={areas} />
        <Content className="min-w-0 flex-1 py-7 lg:px-0 lg:py-10">{children}</Content>
      </div>
    </AppShell>
  );
}
