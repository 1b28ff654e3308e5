import { Alert } from '../ui/alert';

/** Says that a search did not look at everybody, and what to do. */
export function Incomplete({ list }: { list: { complete: boolean } }) {
  if (list.complete) return null;
  return (
    <Alert className="mb-4" title="Many people begin with these letters">
      Not all of them are listed here. Type more letters to find the others.
    </Alert>
  );
}
