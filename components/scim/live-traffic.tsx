'use client';

import { useState } from 'react';
import { requestWords } from '@/lib/connection/advice/request-words';
import { providerOf } from '@/lib/connection/providers/providers';
import { Button } from '../ui/button';
import { Card, CardContent } from '../ui/card';
import { cn } from '../ui/cn';
import { TextLink } from '../ui/text-link';
import { Time } from '../ui/time';
import { NothingYet } from './nothing-yet';
import { isOver, type Reception, receptionOf } from './progress';
import { TrafficRequest } from './traffic-request';
import type { Configuration } from './use-configuration';
import type { Traffic } from './use-traffic';

interface LiveTrafficProps {
  configuration: Configuration;
  requests: Traffic;
}

/** How many requests stand in the list until more are asked for. */
const few = 6;

/** What the identity provider sends, as it comes in: what it means, and how to mend what failed. */
export function LiveTraffic({ configuration, requests }: LiveTrafficProps) {
  const [all, setAll] = useState(false);
  const shown = all ? requests : requests.slice(0, few);
  return (
    <Card>
      <CardContent className="border-b">
        <Headline configuration={configuration} requests={requests} />
        <Announcement configuration={configuration} requests={requests} />
      </CardContent>
      {requests.length === 0 ? (
        <NothingYet configuration={configuration} />
      ) : (
        <ol aria-label="Latest requests" className="divide-y">
          {shown.map((request, i) => (
            <TrafficRequest
              key={request.id}
              request={request}
              isOver={isOver(request, requests)}
              isRepeated={request.problem === shown[i - 1]?.problem}
              configuration={configuration}
            />
          ))}
        </ol>
      )}
      {requests.length > few ? (
        <div className="border-t px-5 py-3 sm:px-6">
          <Button variant="link" onClick={() => setAll(!all)} aria-expanded={all} className="text-sm">
            {all ? 'Show fewer' : `Show all ${requests.length}`}
          </Button>
        </div>
      ) : null}
      <CardContent className="border-t py-3.5 text-sm text-ink-soft">
        What was changed, and every request that was refused, stays in the{' '}
        <TextLink href="/settings/activity">activity</TextLink>.
      </CardContent>
    </Card>
  );
}

function Headline({ configuration, requests }: LiveTrafficProps) {
  const { name } = providerOf(configuration.provider);
  const { heardAt } = configuration;
  const state = receptionOf(configuration, requests);
  const [newest] = requests;
  const at = newest?.at ?? heardAt;
  const capital = name.charAt(0).toUpperCase() + name.slice(1);
  const renewed = heardAt ? ' with the new API key' : '';
  const titles: Record<Reception, string> = {
    waiting: `Waiting for the first request from ${name}${renewed}`,
    refused: `${capital} reached us, and was refused`,
    connected: `Connected to ${name}`,
  };
  return (
    <div className="flex items-start gap-3">
      <span aria-hidden className="relative mt-1.5 flex size-3 shrink-0">
        {state === 'waiting' ? (
          <span className="absolute inset-0 animate-ping rounded-full bg-warn opacity-60 motion-reduce:hidden" />
        ) : null}
        <span
          className={cn(
            'size-3 rounded-full',
            { waiting: 'bg-warn', refused: 'bg-danger', connected: 'bg-accent' }[state],
          )}
        />
      </span>
      <div className="min-w-0">
        <h3 className="font-medium">{titles[state]}</h3>
        <p className="text-sm text-ink-soft">
          {at ? (
            <>
              Last request received <Time at={at} asAgo />.
            </>
          ) : (
            'This page notices by itself.'
          )}
        </p>
      </div>
    </div>
  );
}

/** Reads out the request that has just come in, and only that. */
function Announcement({ configuration, requests }: LiveTrafficProps) {
  const [newest] = requests;
  // What was there before the reader is no news.
  const [known] = useState(newest?.id);
  const isNews = newest !== undefined && newest.id !== known;
  return (
    <p role="status" className="sr-only">
      {isNews ? `Request received: ${requestWords(configuration.provider, newest).what}.` : ''}
    </p>
  );
}
