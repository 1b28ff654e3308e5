/** The guide's questions that come up while connecting and looking after an identity provider. */
export const faqEntries: readonly { question: string; answer: readonly string[] }[] = [
  {
    question: "How do new SCIM users who don't use SSO sign in for the first time?",
    answer: [
      'If a user has been created with SCIM and doesn’t sign in via the IdP’s SSO capability, they will need to set themselves a password when signing into our platform for the first time. When they sign in, they can select the “Forgot password” to initiate a password reset.',
    ],
  },
  {
    question: 'What happens to the groups of my IdP?',
    answer: [
      'Groups sync across as roles. Creating, deleting and assigning them happens automatically, but you still need to add the correct permissions to these roles within our platform, under Client Settings > Roles.',
    ],
  },
  {
    question: 'How long does it take for user changes to sync?',
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
      'Our standard implementation supports the core attributes listed in the attribute mappings. Custom attribute mapping is not available through the self-service configuration.',
    ],
  },
  {
    question: 'What should I do if I lose my API key?',
    answer: [
      'Generate a new one by returning to Client Settings > SCIM Settings and clicking “Rotate API Key”. This will invalidate the previous key and generate a new one. You’ll need to update this new key in your identity provider’s configuration immediately.',
    ],
  },
  {
    question: "How do I troubleshoot if users aren't being provisioned correctly?",
    answer: [
      'Verify your SCIM endpoint URL and API key are entered correctly in your IdP.',
      'Check that user attributes are mapped properly in your IdP.',
      'Review your IdP’s provisioning logs for specific error messages.',
      'Ensure the users are assigned to the application in your IdP.',
      'Look at Client Settings > Activity: every refused request stands there with its reason.',
    ],
  },
];
