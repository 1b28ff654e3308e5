import { type Guide, permissionsPhase } from './guide';

/** JumpCloud. */
export const jumpcloudGuide: Guide = {
  about:
    'JumpCloud is a directory platform that securely connects users to their systems, applications, files, and networks.',
  official: {
    text: 'JumpCloud’s SCIM integration guide',
    url: 'https://jumpcloud.com/support/get-started-identity-management-connectors',
  },
  fields: { scimUri: 'Base URL', apiKey: 'Token Key' },
  test: 'Test Connection',
  keyForm: 'Paste the API key alone into “Token Key”: JumpCloud puts “Bearer” in front of it.',
  phases: [
    {
      milestone: 'connected',
      title: 'Connect JumpCloud',
      steps: [
        {
          text: 'In the JumpCloud Admin Portal, open “SSO Applications” and add a “Custom Application”.',
        },
        {
          text: 'Open its “Identity Management” tab, choose “SCIM API” as “API Type” and “SCIM 2.0” as “SCIM Version”.',
        },
        { text: 'Paste the SCIM URI into “Base URL”, without a slash at its end.', copy: 'scimUri' },
        { text: 'Paste the API key into “Token Key”.', copy: 'apiKey' },
        {
          text: 'Enter an address that nobody here uses into “Test User Email” and select “Test Connection”.',
        },
        { text: 'Select “Activate”.' },
      ],
      pitfalls: [
        '“Test Connection” really creates a user and a group and deletes both again. They appear in the activity; no mail is sent.',
        'A test that breaks off can leave its user behind: remove that address in JumpCloud’s test, or use another one.',
      ],
    },
    {
      milestone: 'people',
      title: 'Bring people in',
      steps: [
        {
          text: 'On the “Identity Management” tab, compare the attribute mappings with the attribute table on this page.',
        },
        { text: 'Under “User Groups”, select the groups whose members should have access, and save.' },
      ],
      pitfalls: [
        'Removing a group from the application deactivates all of its members here, unless another group keeps them.',
      ],
    },
    {
      milestone: 'groups',
      title: 'Bring groups in',
      steps: [
        {
          text: 'On the “Identity Management” tab, switch on management of user groups and group membership, and save.',
        },
      ],
      pitfalls: [
        'JumpCloud creates no empty groups: a role appears with its first member.',
        'A group of JumpCloud takes over a role here that JumpCloud pushed earlier under the same name.',
      ],
    },
    permissionsPhase,
  ],
};
