/** The names of a user, as stored. */
export interface Names {
  readonly userName: string;
  readonly displayName: string | null;
  readonly givenName: string | null;
  readonly familyName: string | null;
}

/** `shownName` in SQL, of the row `u`. */
export const shownNameSql = `COALESCE(NULLIF(btrim(u.display_name), ''),
  NULLIF(btrim(concat_ws(' ', NULLIF(u.given_name, ''), NULLIF(u.family_name, ''))), ''), u.user_name)`;

/** The name under which a person is shown: the display name, else first and last name, else the user name. */
export function shownName({ userName, displayName, givenName, familyName }: Names): string {
  const full = [givenName, familyName].filter(Boolean).join(' ');
  return displayName?.trim() || full.trim() || userName;
}
