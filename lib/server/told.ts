/** What a worker tells the primary about its start: that it serves, or why it does not. */
export type Told = { readonly serves: true } | { readonly failed: string };

/** What the primary tells a worker that is to finish what runs and end. */
export const stopMessage = 'stop';
