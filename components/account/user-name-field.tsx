import { Field } from '../ui/field';
import { Input } from '../ui/input';

/** Where somebody says who they are. */
export function UserNameField({ defaultValue }: { defaultValue: string | undefined }) {
  return (
    <Field label="User name or e-mail address">
      {(control) => (
        <Input
          {...control}
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          required
          maxLength={320}
          defaultValue={defaultValue}
        />
      )}
    </Field>
  );
}
