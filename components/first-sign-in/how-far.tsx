import type { FirstSignIn } from '@/lib/auth';
import type { Json } from '../query/json';
import { Time } from '../ui/time';

type Steps = Omit<Json<FirstSignIn>, 'id' | 'name' | 'userName'>;

function Step({ person }: { person: Steps }) {
  const { stage, mailedAt, openedAt, signedInAt, hasPassword } = person;
  if (stage === 'signed-in')
    return signedInAt ? (
      <>
        Signed in for the first time <Time at={signedInAt} asAgo />
      </>
    ) : (
      'Has a password'
    );
  if (stage === 'opened')
    return (
      <>
        Opened the link {openedAt ? <Time at={openedAt} asAgo /> : null},{' '}
        {hasPassword ? 'has set a password, but not signed in' : 'has not set a password'}
      </>
    );
  if (stage === 'mailed')
    return <>Mail sent {mailedAt ? <Time at={mailedAt} asAgo /> : null}, never opened</>;
  return (
    <>
      Account made <Time at={person.since} asAgo />, no mail was sent
    </>
  );
}

/** How far somebody has come on the way to the first sign-in, in words, and what keeps a mail from them. */
export function HowFar({ person }: { person: Steps }) {
  const waits = person.stage !== 'signed-in';
  return (
    <>
      <Step person={person} />
      {person.failedAt && waits ? (
        <span className="block text-danger-text">
          A mail could not be sent <Time at={person.failedAt} asAgo />
        </span>
      ) : null}
      {person.email === null && waits ? (
        <span className="block text-warn-text">No e-mail address, so no mail can be sent</span>
      ) : null}
    </>
  );
}
