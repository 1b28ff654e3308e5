/** The attributes of a user that the platform's pages show, one name each. */
export type ProfileField =
  | 'userName'
  | 'givenName'
  | 'familyName'
  | 'email'
  | 'mobilePhone'
  | 'workPhone'
  | 'title'
  | 'streetAddress'
  | 'locality'
  | 'region'
  | 'postalCode'
  | 'country'
  | 'active';
