'use client';

import type { RoleList as Roles } from '@/lib/directory';
import type { Json } from '../query/json';
import { PagedList } from '../query/paged-list';
import type { ListFilters } from '../query/use-filters';
import { useListQuery } from '../query/use-list-query';
import { Button } from '../ui/button';
import { EmptyState } from '../ui/empty-state';
import { FilterSelect } from '../ui/filter-select';
import { SearchField } from '../ui/search-field';
import { OriginFilter } from '../users/origin-filter';
import { IdleRoles } from './idle-roles';
import { RolesTable } from './roles-table';

interface RoleListProps {
  filters: ListFilters;
  list: Json<Roles>;
}

const gifts = [{ value: 'nothing', label: 'Gives nothing yet' }] as const;
const none = { search: '', origin: undefined, gives: undefined };

/** The client's roles: searched, filtered, page by page. */
export function RoleList(initial: RoleListProps) {
  const query = useListQuery('/api/roles', initial);
  const { list, filters, change } = query;
  return (
    <>
      {filters.gives ? null : (
        <IdleRoles
          idle={list.idle}
          className="mb-4"
          action={
            <Button variant="link" onClick={() => change({ ...none, gives: 'nothing' })}>
              Show roles that give nothing
            </Button>
          }
        />
      )}
      <div className="mb-4 grid grid-cols-2 gap-3 sm:grid-cols-[minmax(0,1fr)_11rem_12rem]">
        <SearchField
          label="Search"
          className="max-sm:col-span-2"
          value={filters.search ?? ''}
          onSearch={(search) => change({ search })}
          placeholder="Name of the role"
        />
        <OriginFilter value={filters.origin} onChange={(origin) => change({ origin })} />
        <FilterSelect
          label="Permissions"
          none="Any"
          options={gifts}
          value={filters.gives}
          onChange={(gives) => change({ gives })}
        />
      </div>
      <PagedList query={query} what={['role', 'roles']} shown={list.roles.length}>
        {list.roles.length > 0 ? (
          <RolesTable roles={list.roles} />
        ) : (
          <EmptyState
            title="No role fits"
            action={
              <Button variant="secondary" onClick={() => change(none)}>
                Show every role
              </Button>
            }
          >
            Push a group in your identity provider, and it stands here as a role; or add a local one.
          </EmptyState>
        )}
      </PagedList>
    </>
  );
}
