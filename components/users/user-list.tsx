'use client';

import type { Count, UserList as Users } from '@/lib/directory';
import { Incomplete } from '../query/incomplete';
import type { Json } from '../query/json';
import { Problem } from '../query/problem';
import { type ListFilters, useListQuery } from '../query/use-list-query';
import { Button } from '../ui/button';
import { Card } from '../ui/card';
import { cn } from '../ui/cn';
import { countText } from '../ui/count';
import { EmptyState } from '../ui/empty-state';
import { Field } from '../ui/field';
import { Pager } from '../ui/pager';
import { SearchInput } from '../ui/search-input';
import { Select } from '../ui/select';
import { UsersTable } from './users-table';

interface UserListProps {
  filters: ListFilters;
  list: Json<Users>;
}

const origins = [
  { value: 'all', label: 'Anywhere' },
  { value: 'provisioned', label: 'Identity provider' },
  { value: 'local', label: 'Local' },
] as const;

function withCount(label: string, count: Count): string {
  const text = countText(count);
  return text ? `${label} (${text})` : label;
}

function statuses({ active, deactivated, removed }: Users['counts']) {
  const present = { count: active.count + deactivated.count, more: active.more || deactivated.more };
  return [
    { value: 'all', label: withCount('Present', present) },
    { value: 'active', label: withCount('Active', active) },
    { value: 'deactivated', label: withCount('Deactivated', deactivated) },
    { value: 'removed', label: withCount('Removed', removed) },
  ] as const;
}

/** The value of a filter, "all" being none. */
function filterOf(value: string): string | undefined {
  return value === 'all' ? undefined : value;
}

/** The client's users: searched, filtered, page by page. */
export function UserList({ filters: initialFilters, list }: UserListProps) {
  const initial = { filters: initialFilters, list };
  const {
    data = list,
    filters,
    change,
    error,
    isPlaceholderData,
  } = useListQuery('/api/users', initial, { inAddress: true });
  const status = statuses(data.counts);
  const narrowed = Boolean(filters.search || filters.status || filters.origin);

  return (
    <>
      <div className="mb-4 grid grid-cols-2 gap-3 sm:grid-cols-[minmax(0,1fr)_11rem_11rem]">
        <Field label="Search" className="max-sm:col-span-2">
          {(control) => (
            <SearchInput
              {...control}
              value={filters.search ?? ''}
              onSearch={(search) => change({ search })}
              placeholder="How a name or e-mail begins"
            />
          )}
        </Field>
        <Field label="Status">
          {(control) => (
            <Select
              {...control}
              options={status}
              value={status.find(({ value }) => value === filters.status)?.value ?? 'all'}
              onValueChange={(value) => change({ status: filterOf(value) })}
            />
          )}
        </Field>
        <Field label="From">
          {(control) => (
            <Select
              {...control}
              options={origins}
              value={origins.find(({ value }) => value === filters.origin)?.value ?? 'all'}
              onValueChange={(value) => change({ origin: filterOf(value) })}
            />
          )}
        </Field>
      </div>
      <Problem error={error} className="mb-4" />
      <Incomplete list={data} />
      <Card
        className={cn('transition-opacity', isPlaceholderData && 'opacity-60')}
        aria-busy={isPlaceholderData}
      >
        {data.users.length > 0 ? (
          <UsersTable users={data.users} />
        ) : (
          <NoUsers
            narrowed={narrowed}
            onReset={() => change({ search: '', status: undefined, origin: undefined })}
          />
        )}
        <Pager
          what={['user', 'users']}
          page={data.page}
          size={data.size}
          total={data.total}
          shown={data.users.length}
          onPage={(page) => change({ page: String(page) })}
        />
      </Card>
    </>
  );
}

function NoUsers({ narrowed, onReset }: { narrowed: boolean; onReset: () => void }) {
  if (!narrowed)
    return (
      <EmptyState title="Nobody is here yet">
        Connect your identity provider under SCIM Settings, and the people you assign there arrive here.
      </EmptyState>
    );
  return (
    <EmptyState
      title="Nobody fits"
      action={
        <Button variant="secondary" onClick={onReset}>
          Show everybody
        </Button>
      }
    >
      No user whose name, last name, user name or e-mail begins with these letters has this status and origin.
    </EmptyState>
  );
}
