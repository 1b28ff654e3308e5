import { sql } from './sql';
import { DatabaseUnavailable } from './unavailable';

/** How long the database may take to say that it is there, in milliseconds. */
const patience = 5_000;

let asked: Promise<void> | undefined;

/**
 * Settles when the database answers. Those who ask at the same time share one question.
 * @throws DatabaseUnavailable also where it takes longer than five seconds
 */
export function databaseAnswers(): Promise<void> {
  asked ??= ask().finally(() => {
    asked = undefined;
  });
  return asked;
}

async function ask(): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DatabaseUnavailable('it does not answer')), patience);
  });
  try {
    await Promise.race([sql.rows({ name: 'database-answers', text: 'SELECT 1', values: [] }), late]);
  } finally {
    clearTimeout(timer);
  }
}
