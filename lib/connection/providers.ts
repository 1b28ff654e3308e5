// Data that the server and the browser read: imports nothing but types.

/** An identity provider's name, as stored with a configuration. */
export type ProviderId = 'entra' | 'jumpcloud' | 'okta' | 'other';

/** What an administrator needs to know to connect one identity provider. */
export interface Provider {
  readonly id: ProviderId;
  /** The name in the drop-down. */
  readonly label: string;
  /** What it is, in a sentence or two. */
  readonly about: string;
  /** The provider's own guide; standards-only providers have none. */
  readonly guide: { readonly text: string; readonly url: string } | null;
  /** What the provider calls the SCIM URI and the API key. */
  readonly fields: { readonly scimUri: string; readonly apiKey: string };
  /** Set-up in order, with the provider's own labels in quotation marks. */
  readonly steps: readonly string[];
  /** What surprises administrators of this provider. */
  readonly pitfalls: readonly string[];
}

const entra: Provider = {
  id: 'entra',
  label: 'Microsoft Entra ID',
  about:
    'Microsoft Entra ID (formerly Azure AD) is Microsoft’s cloud-based identity and access management service.',
  guide: {
    text: 'Microsoft’s official SCIM provisioning documentation',
    url: 'https://learn.microsoft.com/en-us/entra/identity/app-provisioning/user-provisioning',
  },
  fields: { scimUri: 'Tenant URL', apiKey: 'Secret Token' },
  steps: [
    'In the Microsoft Entra admin center, open “Enterprise applications” and select “New application”, then “Create your own application”.',
    'Name it, choose “Integrate any other application you don’t find in the gallery (Non-gallery)” and select “Create”.',
    'Open “Provisioning” and create a new configuration (older pages: set “Provisioning Mode” to “Automatic”).',
    'Paste the SCIM URI into “Tenant URL” and the API key into “Secret Token”.',
    'Select “Test Connection”, wait for the success message, and save.',
    'Under “Attribute mapping”, compare the mappings of users with the attribute table on this page.',
    'Under “Users and groups”, assign the people and groups that should have access.',
    'Back in “Provisioning”, select “Start provisioning”.',
  ],
  pitfalls: [
    'Entra ID syncs about every 40 minutes. “Provision on demand” sends one user at once.',
    'An empty “Secret Token” passes no API key: Entra ID then sends a token of its own, which is refused.',
    'Somebody who is unassigned or disabled is deactivated here. Deleting the person for good in Entra ID, which happens 30 days after the first deletion, removes the user here.',
    'Groups send their direct members only; members of nested groups have to be assigned themselves.',
    'After many failures Entra ID puts the job in quarantine and retries rarely. Correct the cause, then select “Restart provisioning”.',
    'The flag “?aadOptscim062020” behind the Tenant URL works, and so does the URL without it.',
  ],
};

const jumpcloud: Provider = {
  id: 'jumpcloud',
  label: 'JumpCloud',
  about:
    'JumpCloud is a directory platform that securely connects users to their systems, applications, files, and networks.',
  guide: {
    text: 'JumpCloud’s SCIM integration guide',
    url: 'https://jumpcloud.com/support/get-started-identity-management-connectors',
  },
  fields: { scimUri: 'Base URL', apiKey: 'Token Key' },
  steps: [
    'In the JumpCloud Admin Portal, open “SSO Applications” and add a “Custom Application”.',
    'Open its “Identity Management” tab, choose “SCIM API” as “API Type” and “SCIM 2.0” as “SCIM Version”.',
    'Paste the SCIM URI into “Base URL”, without a slash at its end, and the API key into “Token Key”.',
    'Enter an address that nobody here uses into “Test User Email” and select “Test Connection”.',
    'Switch on management of user groups, compare the attribute mappings with the table on this page, and select “Activate”.',
    'Under “User Groups”, select the groups whose members should have access, and save.',
  ],
  pitfalls: [
    '“Test Connection” really creates a user and a group and deletes both again. They appear in the activity; no mail is sent.',
    'A group of JumpCloud takes over a role here that JumpCloud pushed earlier under the same name.',
    'Removing a group from the application deactivates all of its members here, unless another group keeps them.',
    'JumpCloud creates no empty groups: a role appears with its first member.',
  ],
};

const okta: Provider = {
  id: 'okta',
  label: 'Okta',
  about:
    'Okta is an identity and access management platform that connects any person with any application on any device.',
  guide: {
    text: 'Okta’s SCIM provisioning documentation',
    url: 'https://developer.okta.com/docs/guides/scim-provisioning-integration-connect/main/',
  },
  fields: { scimUri: 'SCIM connector base URL', apiKey: 'HTTP Header' },
  steps: [
    'In the Okta Admin Console, open “Applications” and the application that stands for this platform; on its “General” tab set “Provisioning” to “SCIM”.',
    'Open “Provisioning” > “Integration” and select “Edit”.',
    'Paste the SCIM URI into “SCIM connector base URL” and enter “userName” as “Unique identifier field for users”.',
    'Under “Supported provisioning actions”, select “Push New Users”, “Push Profile Updates” and “Push Groups”.',
    'Set “Authentication Mode” to “HTTP Header” and fill “HTTP Header” so that it reads “Authorization: Bearer”, a space, and the API key.',
    'Select “Test Connector Configuration”, then “Save”.',
    'Under “Provisioning” > “To App”, enable “Create Users”, “Update User Attributes” and “Deactivate Users”, and compare the attribute mappings with the table on this page.',
    'Assign people and groups under “Assignments”, and push groups under “Push Groups”.',
  ],
  pitfalls: [
    'The header needs the word “Bearer” once. Where Okta’s page shows it in front of the field already, paste the API key alone.',
    'Okta never deletes users. Unassigning or deactivating somebody deactivates the user here.',
    'Suspending somebody in Okta sends nothing: unassign or deactivate them to end their access here.',
    'Assigning a group to the application creates its members here; the role itself comes with “Push Groups”. Use separate groups for the two.',
    'Okta sends a random password with new users. It is not used: people set their own through “Forgot password”.',
    'Okta refuses a base URL that contains an underscore (_).',
  ],
};

const other: Provider = {
  id: 'other',
  label: 'Other',
  about:
    'Our SCIM implementation follows standard protocols, making it compatible with many other identity providers that support SCIM 2.0.',
  guide: null,
  fields: { scimUri: 'SCIM endpoint', apiKey: 'Bearer token' },
  steps: [
    'In your identity provider, add a SCIM 2.0 application or connector.',
    'Enter the SCIM URI as its SCIM endpoint, often called base URL or tenant URL.',
    'Choose authentication by bearer token (HTTP header “Authorization: Bearer”) and enter the API key as the token.',
    'Test the connection, then compare the attribute mappings with the table on this page.',
    'Assign the people and groups that should have access, and start provisioning.',
  ],
  pitfalls: [
    'Basic authentication is not accepted: the API key goes into the header “Authorization: Bearer”.',
    'The userName must be unique. Upper and lower case make no difference.',
    'Enter the SCIM URI without a slash at its end, and let the identity provider append “/Users” and “/Groups”.',
  ],
};

/** The identity providers, in the order of the drop-down. */
export const providers: readonly Provider[] = [entra, jumpcloud, okta, other];

/** The provider with that id; what no provider is called any more counts as “Other”. */
export function providerOf(id: string): Provider {
  return providers.find((provider) => provider.id === id) ?? other;
}

/** True where `text` names a provider. */
export function isProviderId(text: string): text is ProviderId {
  return providers.some((provider) => provider.id === text);
}
