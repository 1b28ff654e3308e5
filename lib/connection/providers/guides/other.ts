import { type Guide, permissionsPhase } from './guide';

/** Any other identity provider that speaks SCIM 2.0. */
export const otherGuide: Guide = {
  about:
    'Our SCIM implementation follows standard protocols, making it compatible with many other identity providers that support SCIM 2.0.',
  official: null,
  fields: { scimUri: 'SCIM endpoint', apiKey: 'Bearer token' },
  test: 'test of the connection',
  keyForm: 'The API key goes into the header “Authorization: Bearer”, behind the word “Bearer” and a space.',
  phases: [
    {
      milestone: 'connected',
      title: 'Connect your identity provider',
      steps: [
        { text: 'In your identity provider, add a SCIM 2.0 application or connector.' },
        {
          text: 'Enter the SCIM URI as its “SCIM endpoint”, often called base URL or tenant URL.',
          copy: 'scimUri',
        },
        {
          text: 'Choose authentication by “Bearer token” (HTTP header “Authorization: Bearer”) and enter the API key as the token.',
          copy: 'apiKey',
        },
        { text: 'Test the connection.' },
      ],
      pitfalls: [
        'Basic authentication is not accepted: the API key goes into the header “Authorization: Bearer”.',
        'Enter the SCIM URI without a slash at its end, and let the identity provider append “/Users” and “/Groups”.',
      ],
    },
    {
      milestone: 'people',
      title: 'Bring people in',
      steps: [
        { text: 'Compare the attribute mappings with the attribute table on this page.' },
        { text: 'Assign the people who should have access, and start provisioning.' },
      ],
      pitfalls: ['The userName must be unique. Upper and lower case make no difference.'],
    },
    {
      milestone: 'groups',
      title: 'Bring groups in',
      steps: [{ text: 'Choose the groups that should become roles here, and let them be provisioned, too.' }],
      pitfalls: [
        'A group’s name must be unique, too. Its members have to be provisioned before they are in it.',
      ],
    },
    permissionsPhase,
  ],
};
