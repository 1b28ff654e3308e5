import { Download } from 'lucide-react';
import { Button } from '../ui/button';

const formats = [
  { format: 'csv', label: 'CSV' },
  { format: 'json', label: 'JSON' },
] as const;

/** The whole trail as a file. */
export function ExportButtons() {
  return formats.map(({ format, label }) => (
    <Button key={format} asChild variant="secondary">
      <a href={`/api/audit/export?format=${format}`} download>
        <Download aria-hidden />
        Export {label}
      </a>
    </Button>
  ));
}
