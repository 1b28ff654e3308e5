import type { Metadata } from 'next';
import { Home } from '@/components/home/home';
import { toJson } from '@/components/query/json';
import { AppShell } from '@/components/shell/app-shell';
import { Content } from '@/components/shell/content';
import { requireUser } from '@/lib/auth';
import { userPage } from '@/lib/directory';
import { env } from '@/lib/env';

export const metadata: Metadata = { title: { absolute: 'Home · Muster' } };

export default async function HomePage() {
  const user = await requireUser();
  return (
    <AppShell user={user}>
      <Content className="mx-auto w-full max-w-4xl py-8 sm:py-12">
        <Home user={user} page={toJson(await userPage(user, user.id))} supportUrl={env().SUPPORT_URL} />
      </Content>
    </AppShell>
  );
}
