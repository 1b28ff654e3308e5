'use client';

import { useState } from 'react';
import { Problem } from '../query/problem';
import type { Configuration } from '../scim/use-configuration';
import { Card, CardContent } from '../ui/card';
import { Section } from '../ui/section';
import { Skeleton } from '../ui/skeleton';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '../ui/tabs';
import { HealthFacts } from './health-facts';
import { HealthWarnings } from './health-warnings';
import { HoursChart } from './hours-chart';
import { type Charted, type Hours, useHealth } from './use-health';

const spans: readonly { hours: Hours; label: string }[] = [
  { hours: '24', label: '24 hours' },
  { hours: '168', label: '7 days' },
];

/** The place of the figures while they are on their way. */
function HealthSkeleton() {
  return (
    <Card role="status" aria-label="Sync health is on its way">
      <CardContent className="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-3">
        {['contact', 'change', 'requests', 'users', 'roles', 'refused'].map((each) => (
          <Skeleton key={each} className="h-16" />
        ))}
      </CardContent>
      <CardContent className="h-84 border-t">
        <Skeleton className="h-full" />
      </CardContent>
    </Card>
  );
}

function Charts({
  charted,
  hours,
  onHours,
  stale,
}: {
  charted: Charted;
  hours: Hours;
  onHours: (hours: Hours) => void;
  stale: boolean;
}) {
  return (
    <Tabs value={hours} onValueChange={(value) => onHours(value === '168' ? '168' : '24')}>
      <TabsList aria-label="Requests and changes per hour">
        {spans.map((each) => (
          <TabsTrigger key={each.hours} value={each.hours}>
            {each.label}
          </TabsTrigger>
        ))}
      </TabsList>
      {spans.map((each) => (
        <TabsContent key={each.hours} value={each.hours}>
          <HoursChart hours={charted.hours} span={each.label} stale={stale} />
        </TabsContent>
      ))}
    </Tabs>
  );
}

function HealthCard() {
  const [hours, setHours] = useState<Hours>('24');
  const { data: charted, error, isPlaceholderData } = useHealth(hours);
  if (charted === undefined && error) return <Problem error={error} />;
  if (charted === undefined) return <HealthSkeleton />;
  if (charted === null) return null;
  const { health } = charted;
  return (
    <div className="space-y-4">
      <HealthWarnings warnings={health.warnings} />
      <Card>
        <CardContent>
          <HealthFacts health={health} />
        </CardContent>
        <CardContent className="border-t pt-2">
          <Charts charted={charted} hours={hours} onHours={setHours} stale={isPlaceholderData} />
        </CardContent>
      </Card>
    </div>
  );
}

/**
 * The section of SCIM Settings that says whether the connected identity provider does its work; nothing while its
 * first key waits to be used for the first time.
 */
export function SyncHealth({ configuration }: { configuration: Configuration }) {
  const { key, createdAt, heardAt } = configuration;
  if (heardAt === null && key.createdAt === createdAt) return null;
  return (
    <Section
      title="Sync health"
      description="Whether your identity provider is heard, what it changes, and what is refused."
    >
      <HealthCard />
    </Section>
  );
}
