import type { z } from 'zod';
import { AppError } from '../../../app-error';
import type { Administrator } from '../administrator';
import type { ownNamesBody } from '../requests';
import { editUser } from './local-users';

/**
 * Changes the first and last name of the person who acts, where no identity provider manages them. What opens the
 * account, user name and address, is not theirs to change.
 * @throws AppError 403 where the identity provider manages them
 */
export async function editOwnNames(user: Administrator, names: z.output<typeof ownNamesBody>): Promise<void> {
  try {
    await editUser(user, user.id, names);
  } catch (error) {
    if (!(error instanceof AppError) || error.status !== 403) throw error;
    throw new AppError(
      403,
      'Your names come from your organisation’s identity provider. Have them changed there; they follow.',
    );
  }
}
