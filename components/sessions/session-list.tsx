'use client';

import { useMutation } from '@tanstack/react-query';
import { Monitor, Smartphone } from 'lucide-react';
import { useRouter } from 'next/navigation';
import type { OpenSession } from '@/lib/auth';
import { api } from '../query/api';
import type { Json } from '../query/json';
import { tellProblem } from '../query/tell-problem';
import { Badge } from '../ui/badge';
import { Button } from '../ui/button';
import { Card, CardFooter } from '../ui/card';
import { focusSoon } from '../ui/focus-soon';
import { Time } from '../ui/time';
import { toast } from '../ui/toaster';
import { SignOutEverywhere } from './sign-out-everywhere';
import { sessionsTitle } from './title-id';

interface SessionListProps {
  sessions: readonly Json<OpenSession>[];
  /** Where sessions are ended: all of them, or one behind it. */
  path: string;
  /** The reader's own session, where it is their list. */
  own?: string;
  /** Whose browsers they are, where it is not. */
  name?: string;
}

const phones = /iPhone|iPad|Android/;

/** The browsers in which somebody is signed in, each with its way out. */
export function SessionList({ sessions, path, own, name }: SessionListProps) {
  const router = useRouter();
  const end = useMutation({
    mutationFn: (session: Json<OpenSession>) => api('DELETE', `${path}/${session.id}`),
    onSuccess: (_, { browser }) => {
      toast.success(`${browser} is signed out.`);
      focusSoon(sessionsTitle);
    },
    onError: tellProblem,
    onSettled: () => router.refresh(),
  });
  const others = sessions.filter(({ id }) => id !== own);
  if (sessions.length === 0)
    return <Card className="px-5 py-4 text-ink-soft sm:px-6">Not signed in anywhere now.</Card>;
  return (
    <Card>
      <ul className="divide-y" aria-label="Sessions">
        {sessions.map((session) => {
          const Icon = phones.test(session.browser) ? Smartphone : Monitor;
          return (
            <li key={session.id} className="flex items-center gap-4 px-5 py-3 sm:px-6">
              <Icon aria-hidden className="size-5 shrink-0 text-ink-soft" />
              <div className="min-w-0 flex-1">
                <p className="flex flex-wrap items-center gap-x-2 font-medium">
                  {session.browser}
                  {session.id === own ? <Badge tone="accent">This browser</Badge> : null}
                </p>
                <p className="text-sm text-ink-soft">
                  <span className="inline-block">
                    Since <Time at={session.createdAt} />,
                  </span>{' '}
                  <span className="inline-block">
                    last seen <Time at={session.lastSeenAt} asAgo />
                  </span>
                </p>
              </div>
              {session.id === own ? null : (
                <Button
                  variant="secondary"
                  size="sm"
                  aria-label={`Sign out of ${session.browser}`}
                  busy={end.isPending && end.variables?.id === session.id}
                  onClick={() => end.mutate(session)}
                >
                  Sign out
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {others.length > 0 && (own === undefined || others.length > 1) ? (
        <CardFooter>
          <SignOutEverywhere path={path} name={name} />
        </CardFooter>
      ) : null}
    </Card>
  );
}
