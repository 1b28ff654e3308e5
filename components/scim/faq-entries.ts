import type { Milestone } from '@/lib/connection/providers/providers';

/** A question of the guide. */
export interface FaqEntry {
  readonly question: string;
  readonly answer: readonly string[];
  /** On the way to which milestone it comes up. */
  readonly milestone?: Milestone;
}

/** The guide's questions that come up while connecting and looking after an identity provider. */
export const faqEntries: readonly FaqEntry[] = [
  {
    question: 'How do new SCIM users who don’t use SSO sign in for the first time?',
    milestone: 'people',
    answer: [
      'If a user has been created with SCIM and doesn’t sign in via the IdP’s SSO capability, they will need to set themselves a password when signing into our platform for the first time. When they sign in, they can select the “Forgot password” to initiate a password reset.',
    ],
  },
  {
    question: 'What is the difference between SCIM and SSO?',
    answer: [
      'SCIM (System for Cross-domain Identity Management) handles user provisioning: creating, updating, and deactivating user accounts automatically. SSO (Single Sign-On) manages authentication, allowing users to log in once and access multiple applications. SCIM focuses on user lifecycle management, while SSO focuses on the login experience.',
    ],
  },
  {
    question: 'Do I need both SCIM and SSO configured?',
    answer: [
      'No, you don’t need both. They serve different purposes and can be implemented independently. With SCIM alone, your users will still sign in using their regular credentials on our platform, but their accounts will be automatically created and managed through your identity provider.',
    ],
  },
  {
    question: 'What happens to the groups of my IdP?',
    milestone: 'groups',
    answer: [
      'Groups sync across as roles. Creating, deleting and assigning them happens automatically, but you still need to add the correct permissions to these roles within our platform, under Client Settings > Roles.',
    ],
  },
  {
    question: 'How long does it take for user changes to sync?',
    milestone: 'people',
    answer: [
      'Most changes in your identity provider will sync to our platform within minutes. The exact timing depends on your IdP’s synchronisation schedule. Some providers allow you to configure this interval or trigger immediate syncs.',
    ],
  },
  {
    question: 'What happens if I delete a user in my IdP?',
    answer: [
      'When you delete or deactivate a user in your identity provider, the user will be deactivated in our platform, not deleted. This preserves any historical data associated with the user while preventing further access. The user can be reactivated if restored in your IdP.',
    ],
  },
  {
    question: 'Can I map custom attributes?',
    answer: [
      'Our standard implementation supports the core attributes listed in the attribute mappings. Custom attribute mapping is not available through the self-service configuration. If you have specific requirements for custom attributes, please reach out to our support team.',
    ],
  },
  {
    question: 'What should I do if I lose my API key?',
    milestone: 'connected',
    answer: [
      'Generate a new one by returning to Client Settings > SCIM Settings and clicking “Rotate API Key”. This will invalidate the previous key and generate a new one. You’ll need to update this new key in your identity provider’s configuration immediately.',
    ],
  },
  {
    question: 'How do I troubleshoot if users aren’t being provisioned correctly?',
    answer: [
      'Verify your SCIM endpoint URL and API key are entered correctly in your IdP.',
      'Check that user attributes are mapped properly in your IdP.',
      'Review your IdP’s provisioning logs for specific error messages.',
      'Ensure the users are assigned to the application in your IdP.',
      'Look at Client Settings > Activity: every refused request stands there with its reason.',
      'Contact our support team with specific details about the issue you’re experiencing.',
    ],
  },
];
