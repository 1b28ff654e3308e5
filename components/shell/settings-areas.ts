import { Activity, Building2, KeyRound, type LucideIcon, ScrollText, ShieldCheck, Users } from 'lucide-react';
import type { Permission } from '@/lib/access/permissions';

/** One page of Client Settings. */
export interface SettingsArea {
  readonly href: string;
  readonly label: string;
  /** What the page is for, in a sentence. */
  readonly about: string;
  readonly icon: LucideIcon;
  /** What opens it; null where anybody with another area gets it. */
  readonly permission: Permission | null;
}

const areas: readonly SettingsArea[] = [
  {
    href: '/settings',
    label: 'Overview',
    about: 'The client, and how its people arrive.',
    icon: Building2,
    permission: null,
  },
  {
    href: '/settings/scim',
    label: 'SCIM Settings',
    about: 'Connect your identity provider, and look after its API key.',
    icon: KeyRound,
    permission: 'scim.manage',
  },
  {
    href: '/settings/activity',
    label: 'Activity',
    about: 'What the identity provider and administrators did, and what was refused.',
    icon: Activity,
    permission: 'activity.view',
  },
  {
    href: '/settings/users',
    label: 'Users',
    about: 'Who is here, where they come from, and what they may do.',
    icon: Users,
    permission: 'users.view',
  },
  {
    href: '/settings/roles',
    label: 'Roles',
    about: 'Who is in which role, and what each role may do.',
    icon: ShieldCheck,
    permission: 'roles.view',
  },
  {
    href: '/settings/audit',
    label: 'Audit trail',
    about: 'What administrators and operators did, kept so that no change to it goes unseen.',
    icon: ScrollText,
    permission: 'activity.view',
  },
];

/** The pages of Client Settings that `held` opens; none at all for somebody with no permission. */
export function settingsAreas(held: { has(permission: Permission): boolean }): SettingsArea[] {
  const opened = areas.filter(({ permission }) => permission !== null && held.has(permission));
  return opened.length === 0 ? [] : [...areas.filter(({ permission }) => permission === null), ...opened];
}
