import { urns } from '../urns';
import { attribute, type Schema } from './attribute';
import { externalId } from './common';

/** The Group schema of RFC 7643 §4.2. `displayName` is required as §4.2 says, not as §8.7.1 prints. */
export const coreGroup: Schema = {
  id: urns.group,
  name: 'Group',
  description: 'A group of users: a role',
  attributes: [
    attribute('displayName', 'The name of the group; unique in the client, whatever its case.', {
      required: true,
      uniqueness: 'server',
    }),
    externalId,
    attribute('members', 'The users in the group.', {
      type: 'complex',
      multiValued: true,
      subAttributes: [
        attribute('value', 'The id of the member.', { caseExact: true, mutability: 'immutable' }),
        attribute('$ref', 'The address of the member.', {
          type: 'reference',
          referenceTypes: ['User'],
          mutability: 'immutable',
        }),
        attribute('type', 'The resource type of the member.', {
          mutability: 'immutable',
          canonicalValues: ['User'],
        }),
        attribute('display', 'The name of the member.', { mutability: 'readOnly' }),
      ],
    }),
  ],
};
