/** The title of the section: where the focus goes when what was used in it is gone. */
export const titleId = 'circuit-breaker-title';
