import { beforeEach, expect, test, vi } from 'vitest';
import { makeConnected, makeUser, recorded } from '../../../test/people';
import { sql } from '../../database';
import { sendMail } from '../../mail';
import { backgroundEnded } from '../background';
import { latestRound, startRound } from './mail-round';
import { noteSignedIn } from './note';
import { resumeRounds } from './rounds';

vi.mock('../../mail', async (original) => ({
  ...(await original<typeof import('../../mail')>()),
  sendMail: vi.fn<typeof sendMail>(),
}));

const going = new AbortController().signal;

beforeEach(async () => {
  vi.mocked(sendMail).mockReset();
  await sql.rows({ text: 'TRUNCATE mail_rounds', values: [] });
});

const mailed = () => vi.mocked(sendMail).mock.calls.map(([{ to }]) => to.address);
/** Runs a statement that has no values. */
const rows = (text: string) => sql.rows({ text, values: [] });

/** A client of as many people who wait for a mail, and an administrator who does not. */
async function waiting(client: string, count: number) {
  const { tenantId, configurationId, admin } = await makeConnected(client);
  await noteSignedIn(sql, admin.id);
  const people: { id: string; email: string }[] = [];
  for (let n = 0; n < count; n++) {
    const email = `${client}-${n}@people.test`;
    people.push({ id: await makeUser(tenantId, { userName: email, email, configurationId }), email });
  }
  return { tenantId, admin, people };
}

/** As if whoever is at a round had said nothing for three minutes. */
async function threeMinutesLater(): Promise<void> {
  await rows(`UPDATE mail_rounds SET touched_at = touched_at - interval '3 minutes' WHERE ended_at IS NULL`);
  await rows(`UPDATE password_links SET created_at = created_at - interval '3 minutes'`);
}

/** How often each of them is on record as somebody who was mailed. */
const notes = (people: readonly { id: string }[]) =>
  Promise.all(people.map(async ({ id }) => (await recorded(id)).length));

test.each(['stage', 'name'])('of a mail by %s, its round is noted with it, or neither is', async (by) => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const { tenantId, admin, people } = await waiting(`between-${by}`, 2);
  await rows(`CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'lost'; END $$`);
  await rows(
    'CREATE TRIGGER lost BEFORE UPDATE OF after ON mail_rounds FOR EACH ROW EXECUTE FUNCTION fail()',
  );
  await startRound(
    admin,
    by === 'stage' ? { stage: 'waiting', days: 0 } : { users: people.map(({ id }) => id) },
  );
  await backgroundEnded();
  await rows('DROP FUNCTION fail CASCADE');
  expect(mailed()).toEqual([people[0]?.email]);
  expect(await notes(people)).toEqual([0, 0]);
  expect(await latestRound(tenantId)).toMatchObject({ sent: 0, endedAt: null });

  await threeMinutesLater();
  await resumeRounds(going);
  expect(await notes(people)).toEqual([1, 1]);
  expect(await latestRound(tenantId)).toMatchObject({ sent: 2, recent: 0, endedAt: expect.any(Date) });
});

test('who takes over from a process that is gone mails nobody twice and skips nobody', async () => {
  const { tenantId, admin, people } = await waiting('gone', 3);
  let wakes = () => {};
  const sleeps = new Promise<void>((reached) => {
    vi.mocked(sendMail).mockImplementation(async () => {
      if (mailed().length < 2) return;
      reached();
      await new Promise<void>((done) => {
        wakes = done;
      });
    });
  });
  await startRound(admin, { users: people.map(({ id }) => id) });
  await sleeps;
  vi.mocked(sendMail).mockReset();
  await threeMinutesLater();
  await resumeRounds(going);
  // What was on its way when the process was lost is sent again: nobody knows whether it left.
  expect(mailed()).toEqual([people[1]?.email, people[2]?.email]);
  expect(await latestRound(tenantId)).toMatchObject({ sent: 3, endedAt: expect.any(Date) });

  // The process was only slow: the round is another one's now.
  wakes();
  await backgroundEnded();
  expect(mailed()).toHaveLength(2);
  expect(await latestRound(tenantId)).toMatchObject({ sent: 3 });
});
