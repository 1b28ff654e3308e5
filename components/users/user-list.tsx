'use client';

import type { Count, UserList as Users } from '@/lib/directory';
import { Incomplete } from '../query/incomplete';
import type { Json } from '../query/json';
import { PagedList } from '../query/paged-list';
import type { ListFilters } from '../query/use-filters';
import { useListQuery } from '../query/use-list-query';
import { Button } from '../ui/button';
import { countText } from '../ui/count';
import { EmptyState } from '../ui/empty-state';
import { FilterSelect } from '../ui/filter-select';
import { SearchField } from '../ui/search-field';
import { OriginFilter } from './origin-filter';
import { UsersTable } from './users-table';

interface UserListProps {
  filters: ListFilters;
  list: Json<Users>;
}

function withCount(label: string, count: Count): string {
  const text = countText(count);
  return text ? `${label} (${text})` : label;
}

/** The client's users: searched, filtered, page by page. */
export function UserList(initial: UserListProps) {
  const query = useListQuery('/api/users', initial);
  const { list, filters, change } = query;
  const narrowed = Boolean(filters.search || filters.status || filters.origin);
  return (
    <>
      <div className="mb-4 grid grid-cols-2 gap-3 sm:grid-cols-[minmax(0,1fr)_11rem_11rem]">
        <SearchField
          label="Search"
          className="max-sm:col-span-2"
          value={filters.search ?? ''}
          onSearch={(search) => change({ search })}
          placeholder="How a name or e-mail begins"
        />
        <StatusFilter counts={list.counts} value={filters.status} onChange={(status) => change({ status })} />
        <OriginFilter value={filters.origin} onChange={(origin) => change({ origin })} />
      </div>
      <Incomplete list={list} />
      <PagedList query={query} what={['user', 'users']} shown={list.users.length}>
        {list.users.length > 0 ? (
          <UsersTable users={list.users} />
        ) : (
          <NoUsers
            narrowed={narrowed}
            onReset={() => change({ search: '', status: undefined, origin: undefined })}
          />
        )}
      </PagedList>
    </>
  );
}

interface StatusFilterProps {
  counts: Users['counts'];
  value: string | undefined;
  onChange: (status: string | undefined) => void;
}

function StatusFilter({ counts: { active, deactivated, removed }, value, onChange }: StatusFilterProps) {
  const present = { count: active.count + deactivated.count, more: active.more || deactivated.more };
  return (
    <FilterSelect
      label="Status"
      none={withCount('Present', present)}
      options={[
        { value: 'active', label: withCount('Active', active) },
        { value: 'deactivated', label: withCount('Deactivated', deactivated) },
        { value: 'removed', label: withCount('Removed', removed) },
      ]}
      value={value}
      onChange={onChange}
    />
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
