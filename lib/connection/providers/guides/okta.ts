import { type Guide, permissionsPhase } from './guide';

/** Okta. */
export const oktaGuide: Guide = {
  about:
    'Okta is an identity and access management platform that connects any person with any application on any device.',
  official: {
    text: 'Okta’s SCIM provisioning documentation',
    url: 'https://developer.okta.com/docs/guides/scim-provisioning-integration-connect/main/',
  },
  fields: { scimUri: 'SCIM connector base URL', apiKey: 'HTTP Header' },
  test: 'Test Connector Configuration',
  keyForm:
    'The header reads “Authorization: Bearer”, a space, and the API key, with the word “Bearer” once. Where Okta shows it in front of the field already, paste the key alone.',
  phases: [
    {
      milestone: 'connected',
      title: 'Connect Okta',
      steps: [
        {
          text: 'In the Okta Admin Console, open “Applications” and the application that stands for this platform; on its “General” tab set “Provisioning” to “SCIM”.',
        },
        { text: 'Open “Provisioning” > “Integration” and select “Edit”.' },
        { text: 'Paste the SCIM URI into “SCIM connector base URL”.', copy: 'scimUri' },
        {
          text: 'Enter “userName” as “Unique identifier field for users”.',
          copy: { label: 'Unique identifier field for users', value: 'userName' },
        },
        {
          text: 'Under “Supported provisioning actions”, select “Push New Users”, “Push Profile Updates” and “Push Groups”.',
        },
        {
          text: 'Set “Authentication Mode” to “HTTP Header”, and paste the API key into “HTTP Header”, so that it reads “Authorization: Bearer”, a space, and the key.',
          copy: 'apiKey',
        },
        { text: 'Select “Test Connector Configuration”, then “Save”.' },
      ],
      pitfalls: [
        'The header needs the word “Bearer” once. Where Okta’s page shows it in front of the field already, paste the API key alone.',
        'Okta refuses a base URL that contains an underscore (_).',
      ],
    },
    {
      milestone: 'people',
      title: 'Bring people in',
      steps: [
        {
          text: 'Under “Provisioning” > “To App”, select “Edit”, enable “Create Users”, “Update User Attributes” and “Deactivate Users”, and save.',
        },
        { text: 'On the same page, compare the attribute mappings with the attribute table on this page.' },
        { text: 'Under “Assignments”, assign people, or the groups that they are in.' },
      ],
      pitfalls: [
        'Whoever was assigned before provisioning was enabled is not sent by itself: select “Provision User” under “Assignments”.',
        'Okta never deletes users. Unassigning or deactivating somebody deactivates the user here.',
        'Suspending somebody in Okta sends nothing: unassign or deactivate them to end their access here.',
        'Okta sends a random password with new users. It is not used: people set their own through “Forgot password”.',
      ],
    },
    {
      milestone: 'groups',
      title: 'Bring groups in',
      steps: [
        {
          text: 'Under “Push Groups”, select “Push Groups” > “Find groups by name”, choose the groups that should become roles here, and save.',
        },
      ],
      pitfalls: [
        'Assigning a group to the application creates its members here; the role itself comes with “Push Groups”. Use separate groups for the two.',
        'A pushed group brings the members who are assigned to the application, nobody else.',
      ],
    },
    permissionsPhase,
  ],
};
