import {
  Ban,
  Gauge,
  KeyRound,
  LogIn,
  type LucideIcon,
  Mail,
  Plug,
  SearchX,
  ShieldCheck,
  ShieldMinus,
  ShieldPlus,
  UserCheck,
  UserMinus,
  UserPen,
  UserPlus,
  UserRound,
  UserX,
} from 'lucide-react';
import { cn } from '../ui/cn';
import type { Item } from './days';

/** The first that an action begins with is its icon. */
const icons: readonly (readonly [action: string, icon: LucideIcon])[] = [
  ['user.created', UserPlus],
  ['user.restored', UserPlus],
  ['user.deactivated', UserX],
  ['user.reactivated', UserCheck],
  ['user.deleted', UserMinus],
  ['user.sign', LogIn],
  ['user.password-link', Mail],
  ['user.password', KeyRound],
  ['user.updated', UserPen],
  ['user', UserRound],
  ['role.members-added', ShieldPlus],
  ['role.members-removed', ShieldMinus],
  ['role', ShieldCheck],
  ['configuration.key', KeyRound],
  ['configuration', Plug],
  ['tenant.limit', Gauge],
  ['request.limited', Gauge],
  ['request.unknown', SearchX],
  ['request', Ban],
];

/** What an entry is about, at a glance. It says nothing that its words don't. */
export function EntryIcon({ entry: { action, outcome } }: { entry: Pick<Item, 'action' | 'outcome'> }) {
  const Icon = icons.find(([beginning]) => action.startsWith(beginning))?.[1] ?? Plug;
  return (
    <span
      aria-hidden
      className={cn(
        'grid size-8 shrink-0 place-items-center rounded-full',
        outcome === 'refused' ? 'bg-danger-soft text-danger-text' : 'bg-sunken text-ink-soft',
      )}
    >
      <Icon className="size-4" />
    </span>
  );
}
