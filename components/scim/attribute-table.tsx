'use client';

import { useState } from 'react';
import { attributeNames } from '@/lib/connection/providers/attribute-names';
import { type ProviderId, providerOf } from '@/lib/connection/providers/providers';
import { Badge } from '../ui/badge';
import { Button } from '../ui/button';
import { Card } from '../ui/card';
import { cn } from '../ui/cn';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '../ui/table';

const columns = [
  { id: 'scim', title: 'SCIM 2.0 Attribute' },
  { id: 'okta', title: 'Okta Attribute' },
  { id: 'jumpcloud', title: 'JumpCloud Attribute' },
  { id: 'entra', title: 'Microsoft Entra Attribute' },
] as const;

/** What each attribute is called on either side, and which are needed: the chosen provider's, or everybody's. */
export function AttributeTable({ provider }: { provider?: ProviderId }) {
  const [all, setAll] = useState(provider === undefined);
  // Another provider reads the standard's own names.
  const own = provider === 'other' ? 'scim' : provider;
  const mine = columns.filter(({ id }) => id === own);
  const shown = all ? columns : [...mine, ...columns.filter(({ id }) => id === 'scim' && id !== own)];
  return (
    <div className="space-y-3">
      <Card className="overflow-hidden">
        <Table caption="Attribute mappings">
          <TableHead>
            <TableRow>
              {shown.map(({ id, title }) => (
                <TableHeader
                  key={id}
                  className={cn(
                    'px-2 align-bottom whitespace-normal',
                    id === own && 'bg-accent-soft text-accent-text',
                  )}
                >
                  {title}
                </TableHeader>
              ))}
              <TableHeader className="px-2 align-bottom whitespace-normal">Platform UI Attribute</TableHeader>
              {all ? null : <TableHeader className="min-w-56 px-2 align-bottom">Needed</TableHeader>}
            </TableRow>
          </TableHead>
          <TableBody>
            {attributeNames.map((names) => (
              <TableRow key={names.field}>
                {shown.map(({ id }) => (
                  <TableCell
                    key={id}
                    className={cn(
                      'px-2 py-2 font-mono text-[0.75rem] whitespace-nowrap',
                      id === own ? 'bg-accent-soft font-semibold text-accent-text' : 'text-ink-soft',
                    )}
                  >
                    {names[id]}
                  </TableCell>
                ))}
                <TableCell className="px-2 py-2 whitespace-nowrap">{names.label}</TableCell>
                {all ? null : (
                  <TableCell className="px-2 py-2 text-sm text-ink-soft max-md:whitespace-nowrap">
                    <Need need={names.need} />
                  </TableCell>
                )}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Card>
      {provider === undefined ? null : (
        <Button variant="link" onClick={() => setAll(!all)} aria-expanded={all} className="text-sm">
          {all ? `Show ${providerOf(provider).name} only` : 'Show every provider’s names'}
        </Button>
      )}
    </div>
  );
}

function Need({ need }: { need: (typeof attributeNames)[number]['need'] }) {
  if (!need) return 'Optional';
  const required = need.kind === 'required';
  return (
    <>
      <Badge tone={required ? 'warning' : 'accent'} className="mr-2">
        {required ? 'Required' : 'Recommended'}
      </Badge>
      {need.why}
    </>
  );
}
