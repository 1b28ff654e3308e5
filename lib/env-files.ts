import { readFileSync } from 'node:fs';

/** Variables that are secrets: each may come in a file, which a variable of its name and `_FILE` names. */
export const secretVariables = ['DATABASE_URL', 'MUSTER_SECRET', 'SMTP_URL', 'METRICS_TOKEN'] as const;

/** What is wrong with a variable. */
export interface Problem {
  readonly name: string;
  readonly message: string;
}

/**
 * The variables with the secrets that come in files, as container engines mount them.
 * @returns the variables, and what is wrong with those that name files
 */
export function withFiles(source: Record<string, string | undefined>): {
  readonly variables: Record<string, string | undefined>;
  readonly problems: readonly Problem[];
} {
  const variables = { ...source };
  const problems: Problem[] = [];
  for (const secret of secretVariables) {
    const name = `${secret}_FILE`;
    const file = source[name];
    if (!file) continue;
    if (source[secret]) {
      problems.push({ name, message: `must not be set beside ${secret}: unset one of the two` });
      continue;
    }
    try {
      variables[secret] = readFileSync(file, 'utf8').trim();
      if (variables[secret] === '')
        problems.push({ name, message: `must name a file that is not empty: ${file}` });
    } catch (error) {
      const reason = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
      problems.push({ name, message: `must name a file that the server can read: ${file}${reason}` });
    }
  }
  return { variables, problems };
}
