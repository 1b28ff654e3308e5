import { messageOf } from '../query/api';

/** What a form of these pages knows after it was sent; its fields are emptied by then, so it keeps what to show again. */
export interface FormState {
  readonly error?: string;
  readonly done?: boolean;
  readonly values: Readonly<Record<string, string>>;
}

/** A form that was not sent yet. */
export const unsent: FormState = { values: {} };

/** The text of a form's field. */
export function textIn(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}

/** The state after `work`: done, or the reason why not. `kept` names the fields whose text comes back. */
export async function sent(
  form: FormData,
  kept: readonly string[],
  work: () => Promise<unknown>,
): Promise<FormState> {
  const values = Object.fromEntries(kept.map((name) => [name, textIn(form, name)]));
  try {
    await work();
    return { done: true, values };
  } catch (error) {
    return { error: messageOf(error), values };
  }
}
