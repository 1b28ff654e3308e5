// Data that the server and the browser read: imports nothing but types.
import type { Row } from './remedy';

const mapped = 'compare it with the attribute table in Client Settings > SCIM Settings';

/** The rows for what the error keywords of RFC 7644 §3.12, table 9, and RFC 9865 say. */
export const keywordRemedies: Readonly<Record<string, Row>> = {
  invalidFilter: {
    title: 'The search could not be read',
    meaning:
      'Before it creates or changes somebody, the identity provider looks for them. This search is not written as SCIM says, or compares what can’t be compared, so nobody was found or changed.',
    fix: ({ matching, retry }) =>
      `${matching} The matching attribute should be userName, or externalId, compared with “eq”. ${retry}`,
  },
  tooMany: {
    title: 'The answer would be too long',
    meaning: 'The request asks for more at once than is given out.',
    fix: ({ search }) => search,
  },
  uniqueness: {
    title: 'The name is taken',
    meaning:
      'Another user of this client has the same userName, or another group the same name. Upper and lower case make no difference. Nothing was changed.',
    fix: ({ person, mapping, retry }) =>
      `${person} If two people share a name by mistake, correct one of them; if every user gets the same value, ${mapping} maps userName to the wrong attribute. ${retry}`,
  },
  mutability: {
    title: 'An attribute that can’t be changed was to be changed',
    meaning:
      'Some attributes are given out here, such as id and meta, and some must keep a value. The request tries to change or remove one of them; nothing of it was done.',
    fix: ({ mapping, retry }) =>
      `In ${mapping}, remove the mapping onto the attribute that the answer names. ${retry}`,
  },
  invalidSyntax: {
    title: 'The body could not be read',
    meaning: 'What was sent is no JSON, or not in the form that SCIM gives it. Nothing was changed.',
    fix: ({ mapping, version }) =>
      `${version} If only some requests fail, look in ${mapping} for an expression or a value that breaks the JSON.`,
  },
  invalidPath: {
    title: 'The change names an attribute that does not exist',
    meaning:
      'A part of the change points to an attribute that users or groups do not have here, mostly because of a typo in a mapping. Nothing of the change was done.',
    fix: ({ mapping, retry }) =>
      `In ${mapping}, find the attribute that the answer names and ${mapped}; correct it or remove it. ${retry}`,
  },
  noTarget: {
    title: 'There is nothing to change at that place',
    meaning:
      'The change is for one value among several, such as the work address, and there is none that fits. Nothing was changed.',
    fix: ({ mapping, resend }) =>
      `In ${mapping}, ${mapped}: the type in brackets, such as [type eq "work"], must be the one that users are created with. ${resend}`,
  },
  invalidValue: {
    title: 'A value is missing or does not fit',
    meaning:
      'An attribute that is required is empty, or has a value of the wrong kind: the answer says which. Nothing was changed.',
    fix: ({ person, mapping, retry }) =>
      `${person} If it is the same attribute for everybody, ${mapped.replace('compare it', `compare ${mapping}`)}. ${retry}`,
  },
  invalidVers: {
    title: 'The identity provider speaks another version of SCIM',
    meaning: 'This service speaks SCIM 2.0; the address that was called is for another version.',
    fix: ({ version, uri }) => `${version} ${uri}`,
  },
  sensitive: {
    title: 'The search had secrets in its address',
    meaning: 'What is searched for may not stand in an address, where it would be logged.',
    fix: ({ search }) => search,
  },
  invalidCursor: {
    title: 'A list was read on from a place that does not exist',
    meaning:
      'Long lists are read page after page. The mark of the next page did not come from here, or belongs to another list.',
    fix: ({ restart }) => restart,
  },
  expiredCursor: {
    title: 'A list was read on too late',
    meaning:
      'Long lists are read page after page. The mark of the next page was too old when it came; nothing was lost.',
    fix: ({ restart }) => restart,
  },
  invalidCount: {
    title: 'The length of a page is no number',
    meaning: 'Long lists are read page after page, and the length that was asked for is no number.',
    fix: ({ search }) => search,
  },
};
