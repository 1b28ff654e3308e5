// Data that the server and the browser read: imports nothing.

/** What a set-up comes to, one after the other; each is seen in what really happened. */
export type Milestone = 'connected' | 'people' | 'groups' | 'permissions';

/** Something to copy from the page into the identity provider. */
export type Copied = 'scimUri' | 'apiKey' | { readonly label: string; readonly value: string };

/** One step of a set-up, in the provider's own labels, which stand in quotation marks. */
export interface Step {
  readonly text: string;
  /** What goes where this step says. */
  readonly copy?: Copied;
}

/** The steps towards one milestone, and what surprises administrators on the way. */
export interface Phase {
  readonly milestone: Milestone;
  readonly title: string;
  readonly steps: readonly Step[];
  readonly pitfalls: readonly string[];
}

/** How one identity provider is set up. */
export interface Guide {
  /** What it is, in a sentence. */
  readonly about: string;
  /** The provider's own guide; standards-only providers have none. */
  readonly official: { readonly text: string; readonly url: string } | null;
  /** What the provider calls the SCIM URI and the API key. */
  readonly fields: { readonly scimUri: string; readonly apiKey: string };
  /** What the provider calls its test of the connection. */
  readonly test: string;
  /** How the key is entered there, for whom it was entered wrongly. */
  readonly keyForm: string;
  /** In the order of the milestones. */
  readonly phases: readonly Phase[];
}

/** The last phase, which happens here and is the same whoever provides. */
export const permissionsPhase: Phase = {
  milestone: 'permissions',
  title: 'Give the roles their permissions',
  steps: [
    {
      text: 'Groups arrive as roles, and a role grants nothing until it is given permissions. Open “Roles” here, choose a role, and give it the permissions that its members should have.',
    },
  ],
  pitfalls: [
    'Permissions stay with a role when the identity provider renames its group, and come back when it deletes the group and pushes it again.',
  ],
};
