import type { MailRound } from '@/lib/auth';
import type { Json } from '../query/json';

type Ended = Pick<
  Json<MailRound>,
  'sent' | 'withoutAddress' | 'recent' | 'settled' | 'beyond' | 'failed' | 'problem'
>;

const figures = new Intl.NumberFormat('en');

function people(count: number, one: string, many: string): string {
  return count === 1 ? `1 person ${one}` : `${figures.format(count)} people ${many}`;
}

/** How many people a round of mails has come to. */
export function reached({ sent, withoutAddress, recent, settled, beyond, failed }: Ended): number {
  return sent + withoutAddress + recent + settled + beyond + failed;
}

/** What became of a round of mails, one sentence for each thing there is to say. */
export function roundWords(round: Ended): string[] {
  const { sent, withoutAddress, recent, settled, beyond, failed, problem } = round;
  return [
    sent === 1 ? '1 mail was sent.' : `${sent === 0 ? 'No' : figures.format(sent)} mails were sent.`,
    withoutAddress > 0 ? `${people(withoutAddress, 'has', 'have')} no e-mail address.` : '',
    recent > 0 ? `${people(recent, 'had', 'had')} one just before and got none.` : '',
    settled > 0
      ? `${people(settled, 'needs', 'need')} none any more: they have a password, or lost access.`
      : '',
    beyond > 0 ? `${people(beyond, 'holds', 'hold')} permissions that whoever sent them does not.` : '',
    failed > 0 ? `${failed === 1 ? '1 mail' : `${figures.format(failed)} mails`} could not be sent.` : '',
    problem ? `It ended early. ${problem}` : '',
  ].filter(Boolean);
}
