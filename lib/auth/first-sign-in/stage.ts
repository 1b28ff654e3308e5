/** How far somebody has come who has an account: it was made, a mail left, its link was followed, they were here. */
export const stages = ['provisioned', 'mailed', 'opened', 'signed-in'] as const;

/** One of `stages`. */
export type Stage = (typeof stages)[number];

/** The stages of those who have not signed in yet. */
export const waitingStages = ['provisioned', 'mailed', 'opened'] as const satisfies readonly Stage[];

/** How long the link in a mail for the first sign-in is valid: nobody asked for it, and a weekend may lie between. */
export const firstLinkDays = 3;
