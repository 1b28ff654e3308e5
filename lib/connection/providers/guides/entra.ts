import { type Guide, permissionsPhase } from './guide';

/** Microsoft Entra ID. */
export const entraGuide: Guide = {
  about:
    'Microsoft Entra ID (formerly Azure AD) is Microsoft’s cloud-based identity and access management service.',
  official: {
    text: 'Microsoft’s official SCIM provisioning documentation',
    url: 'https://learn.microsoft.com/en-us/entra/identity/app-provisioning/user-provisioning',
  },
  fields: { scimUri: 'Tenant URL', apiKey: 'Secret Token' },
  test: 'Test Connection',
  keyForm: 'Paste the API key alone into “Secret Token”: Entra ID puts “Bearer” in front of it.',
  phases: [
    {
      milestone: 'connected',
      title: 'Connect Entra ID',
      steps: [
        {
          text: 'In the Microsoft Entra admin center, open “Enterprise applications” and select “New application”, then “Create your own application”.',
        },
        {
          text: 'Name it, choose “Integrate any other application you don’t find in the gallery (Non-gallery)” and select “Create”.',
        },
        {
          text: 'Open “Provisioning” and select “New configuration” (older pages: set “Provisioning Mode” to “Automatic”).',
        },
        { text: 'Paste the SCIM URI into “Tenant URL”.', copy: 'scimUri' },
        { text: 'Paste the API key into “Secret Token”.', copy: 'apiKey' },
        { text: 'Select “Test Connection”, wait for the success message, and select “Create” or “Save”.' },
      ],
      pitfalls: [
        'An empty “Secret Token” passes no API key: Entra ID then sends a token of its own, which is refused.',
        'The flag “?aadOptscim062020” behind the Tenant URL works, and so does the URL without it.',
      ],
    },
    {
      milestone: 'people',
      title: 'Bring people in',
      steps: [
        {
          text: 'Under “Attribute mapping”, open “Provision Microsoft Entra ID Users” and compare the mappings with the attribute table on this page.',
        },
        { text: 'Under “Users and groups”, assign the people who should have access.' },
        {
          text: 'Back in “Provisioning”, select “Provision on demand”, choose one of them and select “Provision”: the person is here within seconds.',
        },
        { text: 'Select “Start provisioning” for all the others.' },
      ],
      pitfalls: [
        'Entra ID syncs about every 40 minutes. “Provision on demand” sends one user at once.',
        'Somebody who is unassigned or disabled is deactivated here. Deleting the person for good in Entra ID, which happens 30 days after the first deletion, removes the user here.',
        'After many failures Entra ID puts the job in quarantine and retries rarely. Correct the cause, then select “Restart provisioning”.',
      ],
    },
    {
      milestone: 'groups',
      title: 'Bring groups in',
      steps: [
        {
          text: 'Under “Attribute mapping”, open “Provision Microsoft Entra ID Groups” and see that it is enabled.',
        },
        { text: 'Under “Users and groups”, assign the groups that should become roles here.' },
      ],
      pitfalls: [
        'Groups send their direct members only; members of nested groups have to be assigned themselves.',
        '“Provision on demand” sends a group with five members at most; the next sync sends all of them.',
      ],
    },
    permissionsPhase,
  ],
};
