import type { ReactNode } from 'react';

/** A text with the provider's own labels, which stand in quotation marks, set apart. */
export function Labelled({ text }: { text: string }): ReactNode {
  const parts = text.split(/(“[^”]*”)/);
  return parts.map((part, place) =>
    part.startsWith('“') ? (
      // A text's parts do not move; their place is what they are.
      // biome-ignore lint/suspicious/noArrayIndexKey: the same label may come twice in a step
      <span key={place} className="font-medium text-ink">
        {part}
      </span>
    ) : (
      part
    ),
  );
}
