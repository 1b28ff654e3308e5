import { FilterSelect } from '../ui/filter-select';

const origins = [
  { value: 'provisioned', label: 'Identity provider' },
  { value: 'local', label: 'Local' },
] as const;

interface OriginFilterProps {
  value: string | undefined;
  onChange: (origin: string | undefined) => void;
}

/** Narrows a list of users or roles to where they come from. */
export function OriginFilter(props: OriginFilterProps) {
  return <FilterSelect label="From" none="Anywhere" options={origins} {...props} />;
}
