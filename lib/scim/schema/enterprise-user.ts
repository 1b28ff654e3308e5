import { urns } from '../urns';
import { attribute, type Schema } from './attribute';

/** The enterprise extension of User, RFC 7643 §4.3. */
export const enterpriseUser: Schema = {
  id: urns.enterpriseUser,
  name: 'EnterpriseUser',
  description: 'What an enterprise knows of a user',
  attributes: [
    attribute('employeeNumber', 'The number that the organization gave the person.'),
    attribute('costCenter', 'The name of the cost center.'),
    attribute('organization', 'The name of the organization.'),
    attribute('division', 'The name of the division.'),
    attribute('department', 'The name of the department.'),
    attribute('manager', 'The user’s manager.', {
      type: 'complex',
      subAttributes: [
        attribute('value', 'The id of the manager.', { caseExact: true }),
        attribute('$ref', 'The address of the manager.', { type: 'reference', referenceTypes: ['User'] }),
        attribute('displayName', 'The name of the manager.', { mutability: 'readOnly' }),
      ],
    }),
  ],
};
