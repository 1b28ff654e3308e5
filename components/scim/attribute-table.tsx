import { attributeNames } from '@/lib/connection/attribute-names';
import type { ProviderId } from '@/lib/connection/providers';
import { Card } from '../ui/card';
import { cn } from '../ui/cn';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '../ui/table';

const columns = [
  { id: 'scim', title: 'SCIM 2.0 Attribute' },
  { id: 'okta', title: 'Okta Attribute' },
  { id: 'jumpcloud', title: 'JumpCloud Attribute' },
  { id: 'entra', title: 'Microsoft Entra Attribute' },
] as const;

/** What each attribute is called on either side; the chosen provider's column stands out. */
export function AttributeTable({ provider }: { provider?: ProviderId }) {
  // Another provider reads the standard's own names.
  const emphasised = provider === 'other' ? 'scim' : provider;
  return (
    <Card className="overflow-hidden">
      <Table caption="Attribute mappings">
        <TableHead>
          <TableRow>
            {columns.map(({ id, title }) => (
              <TableHeader
                key={id}
                className={cn(
                  'px-2 align-bottom whitespace-normal',
                  id === emphasised && 'bg-accent-soft text-accent-text',
                )}
              >
                {title}
              </TableHeader>
            ))}
            <TableHeader className="px-2 align-bottom whitespace-normal">Platform UI Attribute</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {attributeNames.map((names) => (
            <TableRow key={names.field}>
              {columns.map(({ id }) => (
                <TableCell
                  key={id}
                  className={cn(
                    'px-2 py-2 font-mono text-[0.75rem] whitespace-nowrap',
                    id === emphasised ? 'bg-accent-soft font-semibold text-accent-text' : 'text-ink-soft',
                  )}
                >
                  {names[id]}
                </TableCell>
              ))}
              <TableCell className="px-2 py-2 whitespace-nowrap">{names.label}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}
