import { attributeNames } from '@/lib/connection/providers/attribute-names';
import type { ProfileField } from '@/lib/directory';

/** A field of a local user's form. */
export interface FormField {
  readonly name: Exclude<ProfileField, 'active'>;
  /** The name of the attribute on the platform's pages. */
  readonly label: string;
  readonly type: 'text' | 'email' | 'tel';
  /** Takes the whole width of the form. */
  readonly wide: boolean;
}

const types: Partial<Record<ProfileField, FormField['type']>> = {
  email: 'email',
  mobilePhone: 'tel',
  workPhone: 'tel',
};
const wide: readonly ProfileField[] = ['userName', 'email', 'title', 'streetAddress'];

/** The attributes that can be entered, in the order of the attribute table; the status has its own button. */
export const formFields: readonly FormField[] = attributeNames.flatMap(({ field, label }) =>
  field === 'active'
    ? []
    : [{ name: field, label, type: types[field] ?? 'text', wide: wide.includes(field) }],
);
