// Data that the server and the browser read: imports nothing but types.
import type { ProviderId } from '../providers/providers';

/** Where things are mended at one identity provider: sentences and places, with its own labels in quotation marks. */
export interface At {
  /** Where attribute mappings stand: fits behind “in”. */
  readonly mapping: string;
  /** Where it is said by what people are found. */
  readonly matching: string;
  /** How to put in the API key. */
  readonly key: string;
  /** How to put in the SCIM URI. */
  readonly uri: string;
  /** What makes it speak SCIM 2.0. */
  readonly version: string;
  /** How to look at one person's values. */
  readonly person: string;
  /** How a change is sent again. */
  readonly retry: string;
  /** How somebody whom it remembers wrongly is sent anew. */
  readonly resend: string;
  /** How a group is sent again. */
  readonly group: string;
  /** How everything is read from the start. */
  readonly restart: string;
  /** What searches of its own making depend on. */
  readonly search: string;
  /** That it comes back by itself, and when. */
  readonly automatic: string;
  /** What makes it send less in one piece. */
  readonly large: string;
  /** What makes it send less in a time. */
  readonly slower: string;
  /** Where the last administrator's assignment stands. */
  readonly administrators: string;
}

const entra: At = {
  mapping: '“Provisioning” > “Attribute mapping” in Microsoft Entra ID',
  matching:
    'In Microsoft Entra ID, open “Provisioning” > “Attribute mapping” and look at “Match objects using this attribute”.',
  key: 'In Microsoft Entra ID, open the application’s “Provisioning”, paste the API key into “Secret Token”, select “Test Connection”, and save.',
  uri: 'In Microsoft Entra ID, open the application’s “Provisioning” and paste the SCIM URI from Client Settings > SCIM Settings into “Tenant URL”, with nothing behind it but a flag such as “?aadOptscim062020”. Then select “Test Connection”.',
  version:
    'In Microsoft Entra ID, use the SCIM connector of a non-gallery application, with the SCIM URI as “Tenant URL”.',
  person:
    'In Microsoft Entra ID, open the person under “Users” and look at the property that the answer names.',
  retry: 'Then select “Provision on demand” and send the person at once.',
  resend:
    'In Microsoft Entra ID, select “Restart provisioning”: it forgets what it remembers and finds everybody again.',
  group: 'Then send the group at once by “Provision on demand”.',
  restart: 'In Microsoft Entra ID, select “Restart provisioning”: it begins again from the first page.',
  search:
    'Microsoft Entra ID writes this request itself, so there is nothing to set. Compare “Attribute mapping” with the table in Client Settings > SCIM Settings; if it stays, send support the request id on this page.',
  automatic: 'Microsoft Entra ID tries again with its next cycle, after about 40 minutes.',
  large:
    'Microsoft Entra ID sends members in small pieces by itself; check “Attribute mapping” for an expression that makes a value very long.',
  slower: 'If it happens often, set a smaller “Scope” until the first cycle is through.',
  administrators:
    'Or leave this person assigned under “Users and groups” of the application in Microsoft Entra ID.',
};

const jumpcloud: At = {
  mapping: '“Identity Management” > “Attribute Mapping” of the application in JumpCloud',
  matching:
    'In JumpCloud, open the application’s “Identity Management” tab and look at the mapping of “userName”.',
  key: 'In JumpCloud, open the application’s “Identity Management” tab, paste the API key into “Token Key”, select “Test Connection”, and save.',
  uri: 'In JumpCloud, open the application’s “Identity Management” tab and paste the SCIM URI from Client Settings > SCIM Settings into “Base URL”, without a slash at its end. Then select “Test Connection”.',
  version: 'In JumpCloud, choose “SCIM API” as “API Type” and “SCIM 2.0” as “SCIM Version”.',
  person: 'In JumpCloud, open the person under “Users” and look at the detail that the answer names.',
  retry: 'JumpCloud sends it again when the person is saved.',
  resend:
    'In JumpCloud, take the person out of the user group that is connected to the application, save, and put them back.',
  group: 'Then save the group under “User Groups” in JumpCloud: it is sent again.',
  restart: 'In JumpCloud, deactivate the “Identity Management” of the application and activate it again.',
  search:
    'JumpCloud writes this request itself. Check that “SCIM Version” is “SCIM 2.0”; if it stays, send support the request id on this page.',
  automatic: 'JumpCloud tries again by itself; saving the person or the group sends it at once.',
  large: 'In JumpCloud, split the user group: connect several smaller ones under “User Groups”.',
  slower: 'If it happens often, connect the user groups one after the other.',
  administrators:
    'Or leave this person in a group that is selected under “User Groups” of the application in JumpCloud.',
};

const okta: At = {
  mapping: '“Provisioning” > “To App” of the application in Okta',
  matching:
    'In Okta, open “Provisioning” > “Integration” and see that “Unique identifier field for users” says “userName”.',
  key: 'In Okta, open “Provisioning” > “Integration”, select “Edit”, fill “HTTP Header” so that it reads “Authorization: Bearer”, a space, and the API key, select “Test Connector Configuration”, then “Save”.',
  uri: 'In Okta, open “Provisioning” > “Integration”, select “Edit”, and paste the SCIM URI from Client Settings > SCIM Settings into “SCIM connector base URL”, with nothing behind it. Then select “Test Connector Configuration”.',
  version:
    'In Okta, see on the “General” tab that “Provisioning” is “SCIM”, and that the application speaks SCIM 2.0.',
  person: 'In Okta, open the person under “Directory” > “People” and look at the profile.',
  retry: 'Then open “Dashboard” > “Tasks” in Okta and retry the failed assignment.',
  resend:
    'In Okta, remove the assignment under “Assignments” and assign again; a group is unlinked under “Push Groups” and pushed again.',
  group: 'Then open “Push Groups” in Okta and push the group again.',
  restart:
    'In Okta, open “Provisioning” > “To App” and force a sync, which begins again from the first page.',
  search:
    'Okta writes this request itself. See under “Provisioning” > “Integration” that “Unique identifier field for users” says “userName”; if it stays, send support the request id on this page.',
  automatic: 'Okta waits and tries again by itself, up to ten times.',
  large: 'In Okta, push several smaller groups under “Push Groups”.',
  slower: 'If it happens often, assign groups one after the other instead of all at once.',
  administrators: 'Or leave this person assigned under “Assignments” of the application in Okta.',
};

const other: At = {
  mapping: 'the attribute mappings of your identity provider',
  matching: 'In your identity provider, look by which attribute it finds people.',
  key: 'In your identity provider, enter the API key as the bearer token of the SCIM application (HTTP header “Authorization: Bearer”), and test the connection.',
  uri: 'In your identity provider, enter the SCIM URI from Client Settings > SCIM Settings as the SCIM endpoint, without a slash at its end, and let it append “/Users” and “/Groups”.',
  version: 'In your identity provider, choose SCIM 2.0, with JSON bodies (application/scim+json).',
  person: 'In your identity provider, look at the person’s value of the attribute that the answer names.',
  retry: 'Then start provisioning again for this person.',
  resend: 'In your identity provider, take the assignment away and give it again, or start a full sync.',
  group: 'Then have your identity provider send the group again.',
  restart: 'In your identity provider, start a full sync.',
  search:
    'Your identity provider writes this request itself. See whether its connector has a setting for SCIM 2.0; if it stays, send support the request id on this page.',
  automatic: 'Identity providers try again by themselves; if yours does not, start provisioning again.',
  large: 'Let your identity provider send members in several requests, or use smaller groups.',
  slower: 'If it happens often, lower the rate at which your identity provider sends.',
  administrators: 'Or leave this person assigned in your identity provider.',
};

/** Where things are mended, by identity provider. */
export const at: Readonly<Record<ProviderId, At>> = { entra, jumpcloud, okta, other };
