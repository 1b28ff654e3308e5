interface Line {
  running: number;
  /** In the order they came. */
  readonly waiting: Set<() => void>;
}

/** Work of each tenant, so many pieces at once; others of the same tenant wait in line. */
export class Turns {
  private readonly lines = new Map<string, Line>();

  constructor(private readonly atOnce: number) {}

  /**
   * Waits for the tenant's turn. Call what it gives when the work is done.
   * @param patience how long it waits, in milliseconds; after that there is nothing to call
   */
  async begin(tenantId: string, patience: number): Promise<(() => void) | undefined> {
    const line = this.lines.get(tenantId) ?? { running: 0, waiting: new Set() };
    this.lines.set(tenantId, line);
    if (line.running < this.atOnce) line.running += 1;
    else if (!(await turnCame(line, patience))) return undefined;
    return () => this.end(tenantId, line);
  }

  private end(tenantId: string, line: Line): void {
    const [next] = line.waiting;
    // Whoever comes next takes over the place that is left.
    if (next) {
      line.waiting.delete(next);
      next();
    } else if (line.running > 1) line.running -= 1;
    else this.lines.delete(tenantId);
  }
}

function turnCame({ waiting }: Line, patience: number): Promise<boolean> {
  return new Promise((came) => {
    const turn = () => {
      clearTimeout(timer);
      came(true);
    };
    const timer = setTimeout(() => {
      waiting.delete(turn);
      came(false);
    }, patience);
    waiting.add(turn);
  });
}
