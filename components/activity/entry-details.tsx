import type { EntryPage } from '@/lib/connection';
import type { Json } from '../query/json';
import { BackLink } from '../ui/back-link';
import { Card } from '../ui/card';
import { PageHeader } from '../ui/page-header';
import { Section } from '../ui/section';
import { TextLink } from '../ui/text-link';
import { ActivityList } from './activity-list';
import type { Item } from './days';
import { EntryChanges, hasChanges } from './entry-changes';
import { EntryExchange } from './entry-exchange';
import { EntryFacts } from './entry-facts';
import { EntryRemedy } from './entry-remedy';
import { HeldRemedy } from './held-remedy';
import type { Readable } from './subject-link';

/** An entry's sentence as a heading: of a refused request without the reason, which stands below. */
export function headingOf({ action, subject, words }: Pick<Item, 'action' | 'subject' | 'words'>): string {
  return action === 'request.refused' && subject.name ? `${subject.name} was refused` : words;
}

interface EntryDetailsProps {
  page: Json<EntryPage>;
  readable: Readable;
}

/** All about one entry: what happened, why it was refused and what to do, what was sent, and what belongs to it. */
export function EntryDetails({ page, readable }: EntryDetailsProps) {
  const { entry, provider, refusal, sameRequest, sameSubject } = page;
  return (
    <>
      <PageHeader back={<BackLink href="/settings/activity">Activity</BackLink>} title={headingOf(entry)} />
      {refusal ? (
        <Section title="What went wrong" description="In plain words, and how to mend it.">
          <EntryRemedy refusal={refusal} provider={provider ?? 'other'} />
        </Section>
      ) : null}
      {entry.action === 'user.held' ? (
        <Section title="What went wrong" description="In plain words, and how to mend it.">
          <HeldRemedy />
        </Section>
      ) : null}
      {hasChanges(entry) ? (
        <Section title="What changed">
          <EntryChanges entry={entry} linked={readable.users} />
        </Section>
      ) : null}
      <Section title="Facts">
        <EntryFacts page={page} readable={readable} />
      </Section>
      {entry.actor.kind === 'identity-provider' ? (
        <Section
          title="Request and answer"
          description="As they went over the wire, secrets masked. They are kept for a while only."
        >
          <EntryExchange page={page} />
        </Section>
      ) : null}
      {sameRequest.length > 0 ? (
        <Section title="The same request" description="What else it did.">
          <Card>
            <ActivityList entries={sameRequest} readable={readable} />
          </Card>
        </Section>
      ) : null}
      {sameSubject.length > 0 ? (
        <Section
          title={`About ${entry.subject.name ?? 'the same'}`}
          description={
            <TextLink href={`/settings/activity?subject=${entry.subject.id}`}>Show everything</TextLink>
          }
        >
          <Card>
            <ActivityList entries={sameSubject} readable={readable} />
          </Card>
        </Section>
      ) : null}
    </>
  );
}
