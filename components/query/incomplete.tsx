import { Alert } from '../ui/alert';

/** Says that a search did not look at everybody, and what to do. */
export function Incomplete({ list }: { list: { complete: boolean } }) {
  if (list.complete) return null;
  return (
    <Alert className="mb-4" title="Not everybody is listed here">
      There are too many people to look at all of their names. Type more letters of a user name or an e-mail
      address.
    </Alert>
  );
}
