import { Alert } from '../ui/alert';
import { messageOf } from './api';

interface ProblemProps {
  error: Error | null;
  className?: string;
}

/** Says why something could not be had or done; nothing where there is no error. */
export function Problem({ error, className }: ProblemProps) {
  if (!error) return null;
  return (
    <Alert tone="danger" className={className}>
      {messageOf(error)}
    </Alert>
  );
}
