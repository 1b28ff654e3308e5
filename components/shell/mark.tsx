import { cn } from '../ui/cn';

// People called together, in ranks: an M of dots. Rows of five, as they stand.
const ranks = ['x...x', 'xx.xx', 'x.x.x', 'x...x', 'x...x'];
const dots = ranks.flatMap((rank, y) => [...rank].flatMap((place, x) => (place === 'x' ? [{ x, y }] : [])));

/** Muster's mark. Decorative: the name stands beside it. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 24 24" className={cn('size-6 fill-ink', className)}>
      {dots.map(({ x, y }) => (
        <circle
          key={`${x}-${y}`}
          cx={2.4 + x * 4.8}
          cy={2.4 + y * 4.8}
          r={x === 2 ? 2.4 : 1.8}
          className={x === 2 ? 'fill-accent' : undefined}
        />
      ))}
    </svg>
  );
}
