/** The title above the sessions: where the focus goes when the one that was ended is gone from the list. */
export const sessionsTitle = 'sessions';
