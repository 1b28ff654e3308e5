import { useState } from 'react';

/** Which of the entries of a list are chosen, by their ids. */
export function useSelection() {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());

  function choose(ids: readonly string[], on: boolean) {
    const next = new Set(chosen);
    for (const id of ids) {
      if (on) next.add(id);
      else next.delete(id);
    }
    setChosen(next);
  }

  return { chosen, choose, clear: () => setChosen(new Set()) };
}
