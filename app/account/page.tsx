import type { Metadata } from 'next';
import { ChangePasswordForm } from '@/components/account/change-password-form';
import { OwnProfile } from '@/components/account/own-profile';
import { toJson } from '@/components/query/json';
import { SessionList } from '@/components/sessions/session-list';
import { sessionsTitle } from '@/components/sessions/title-id';
import { AppShell } from '@/components/shell/app-shell';
import { Content } from '@/components/shell/content';
import { Card, CardContent } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import { requireUser, sessionsOf, shortestPassword } from '@/lib/auth';
import { userPage } from '@/lib/directory';

export const metadata: Metadata = { title: 'Your account' };

export default async function AccountPage() {
  const user = await requireUser();
  const [page, sessions] = await Promise.all([userPage(user, user.id), sessionsOf(user.tenantId, user.id)]);
  return (
    <AppShell user={user}>
      <Content className="mx-auto w-full max-w-4xl py-8 sm:py-12">
        <PageHeader
          title="Your account"
          description={
            <>
              <span className="[overflow-wrap:anywhere]">{user.userName}</span> at {user.tenantName}
            </>
          }
        />
        <Section title="Profile" description="What this platform knows of you, and who changes it.">
          <OwnProfile user={toJson(page)} />
        </Section>
        <Section title="Password" description="Changing it signs you out of all other browsers.">
          <Card>
            <CardContent>
              <ChangePasswordForm userName={user.userName} shortest={shortestPassword} />
            </CardContent>
          </Card>
        </Section>
        <Section
          title="Sessions"
          id={sessionsTitle}
          description="The browsers in which you are signed in. Is one not yours? Sign out of it and change your password."
        >
          <SessionList sessions={toJson(sessions)} path="/api/account/sessions" own={user.sessionId} />
        </Section>
      </Content>
    </AppShell>
  );
}
