import type { ReactNode } from 'react';
import type { Count } from '@/lib/directory';
import { Alert } from '../ui/alert';
import { counted, isOne } from '../ui/count';

interface IdleRolesProps {
  idle: Count;
  /** The way to them. */
  action: ReactNode;
  className: string;
}

/** Says that roles of the identity provider wait for their permissions; nothing where none does. */
export function IdleRoles({ idle, action, className }: IdleRolesProps) {
  if (idle.count === 0) return null;
  return (
    <Alert
      tone="warning"
      className={className}
      title={`${counted(idle, 'role', 'roles')} of your identity provider ${isOne(idle) ? 'gives' : 'give'} nothing yet`}
    >
      Groups arrive as roles by themselves; what a role may do, somebody decides here. Add permissions to{' '}
      {isOne(idle) ? 'it' : 'them'}. {action}
    </Alert>
  );
}
