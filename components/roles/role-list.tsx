'use client';

import type { RoleList as Roles } from '@/lib/directory';
import type { Json } from '../query/json';
import { Problem } from '../query/problem';
import { type ListFilters, useListQuery } from '../query/use-list-query';
import { Button } from '../ui/button';
import { Card } from '../ui/card';
import { cn } from '../ui/cn';
import { EmptyState } from '../ui/empty-state';
import { Field } from '../ui/field';
import { Pager } from '../ui/pager';
import { SearchInput } from '../ui/search-input';
import { Select } from '../ui/select';
import { IdleRoles } from './idle-roles';
import { RolesTable } from './roles-table';

interface RoleListProps {
  filters: ListFilters;
  list: Json<Roles>;
}

const gifts = [
  { value: 'all', label: 'Any' },
  { value: 'nothing', label: 'Gives nothing yet' },
] as const;

const origins = [
  { value: 'all', label: 'Anywhere' },
  { value: 'provisioned', label: 'Identity provider' },
  { value: 'local', label: 'Local' },
] as const;

/** The client's roles: searched, filtered, page by page. */
export function RoleList({ filters: initialFilters, list }: RoleListProps) {
  const initial = { filters: initialFilters, list };
  const {
    data = list,
    filters,
    change,
    error,
    isPlaceholderData,
  } = useListQuery('/api/roles', initial, { inAddress: true });

  return (
    <>
      {filters.gives ? null : (
        <IdleRoles
          idle={data.idle}
          className="mb-4"
          action={
            <Button
              variant="link"
              onClick={() => change({ search: '', origin: undefined, gives: 'nothing' })}
            >
              Show roles that give nothing
            </Button>
          }
        />
      )}
      <div className="mb-4 grid grid-cols-2 gap-3 sm:grid-cols-[minmax(0,1fr)_11rem_12rem]">
        <Field label="Search" className="max-sm:col-span-2">
          {(control) => (
            <SearchInput
              {...control}
              value={filters.search ?? ''}
              onSearch={(search) => change({ search })}
              placeholder="Name of the role"
            />
          )}
        </Field>
        <Field label="From">
          {(control) => (
            <Select
              {...control}
              options={origins}
              value={origins.find(({ value }) => value === filters.origin)?.value ?? 'all'}
              onValueChange={(value) => change({ origin: value === 'all' ? undefined : value })}
            />
          )}
        </Field>
        <Field label="Permissions">
          {(control) => (
            <Select
              {...control}
              options={gifts}
              value={filters.gives === 'nothing' ? 'nothing' : 'all'}
              onValueChange={(value) => change({ gives: value === 'all' ? undefined : value })}
            />
          )}
        </Field>
      </div>
      <Problem error={error} className="mb-4" />
      <Card
        className={cn('transition-opacity', isPlaceholderData && 'opacity-60')}
        aria-busy={isPlaceholderData}
      >
        {data.roles.length > 0 ? (
          <RolesTable roles={data.roles} />
        ) : (
          <EmptyState
            title="No role fits"
            action={
              <Button
                variant="secondary"
                onClick={() => change({ search: '', origin: undefined, gives: undefined })}
              >
                Show every role
              </Button>
            }
          >
            Push a group in your identity provider, and it stands here as a role; or add a local one.
          </EmptyState>
        )}
        <Pager
          what={['role', 'roles']}
          page={data.page}
          size={data.size}
          total={data.total}
          shown={data.roles.length}
          onPage={(page) => change({ page: String(page) })}
        />
      </Card>
    </>
  );
}
