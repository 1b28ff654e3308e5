/** The id of the section's title. */
export const titleId = 'circuit-breaker-title';

/** Puts the focus on the section's title: what was used there is gone, with a decision or a turn. */
export function focusTitle() {
  // A question holds the focus until it is gone.
  setTimeout(() => document.getElementById(titleId)?.focus(), 50);
}
