import { AppError } from '../../lib/app-error';
import { checkAudit, notedHead } from '../../lib/audit';
import { type Answer, type Command, text, UsageError, type Values } from './command';
import { tenantNamed } from './tenant-named';

async function verify(values: Values): Promise<Answer> {
  const noted = values.head === undefined ? undefined : notedHead(text(values, 'head'));
  if (values.head !== undefined && !noted)
    throw new UsageError('--head is what an earlier verification printed: a number, a colon and 64 digits.');
  const tenant = await tenantNamed(text(values, 'tenant'));
  const { entries, head, problems } = await checkAudit(tenant.id, noted);
  if (problems.length > 0)
    throw new AppError(
      409,
      `The audit trail of ${tenant.slug} is broken:\n${problems.map((problem) => `  ${problem}`).join('\n')}`,
    );
  return {
    json: { whole: true, entries, head },
    text: [
      `The audit trail of ${tenant.slug} is whole: ${entries} ${entries === 1 ? 'entry' : 'entries'}.`,
      ...(head
        ? [
            `HEAD  ${head}`,
            '\nNote the head where nobody who can write to the database can: given as --head, it shows a trail that was written anew.',
          ]
        : []),
    ].join('\n'),
  };
}

/** What the operator does with audit trails. */
export const auditCommands: Readonly<Record<string, Command>> = {
  'audit verify': {
    about: 'Check that no entry of the audit trail is missing or was changed; the status is 1 where one is.',
    options: {
      tenant: { type: 'string', required: true, value: 'acme', about: "The tenant's slug." },
      head: {
        type: 'string',
        value: '12:9f86…',
        about: 'A head that was noted earlier; the trail must lead to it.',
      },
    },
    run: verify,
  },
};
