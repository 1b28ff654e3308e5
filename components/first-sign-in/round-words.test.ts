import { expect, test } from 'vitest';
import { reached, roundWords } from './round-words';

const nothing = { sent: 0, withoutAddress: 0, recent: 0, settled: 0, beyond: 0, failed: 0, problem: null };

test('says how many mails were sent', () => {
  expect(roundWords(nothing)).toEqual(['No mails were sent.']);
  expect(roundWords({ ...nothing, sent: 1 })).toEqual(['1 mail was sent.']);
  expect(roundWords({ ...nothing, sent: 1204 })).toEqual(['1,204 mails were sent.']);
});

test('says who got none, and why', () => {
  const round = {
    sent: 298,
    withoutAddress: 10,
    recent: 1,
    settled: 2,
    beyond: 1,
    failed: 5,
    problem: 'The last 5 mails could not be sent.',
  };
  expect(roundWords(round)).toEqual([
    '298 mails were sent.',
    '10 people have no e-mail address.',
    '1 person had one just before and got none.',
    '2 people need none any more: they have a password, or lost access.',
    '1 person holds permissions that whoever sent them does not.',
    '5 mails could not be sent.',
    'It ended early. The last 5 mails could not be sent.',
  ]);
  expect(reached(round)).toBe(317);
});
