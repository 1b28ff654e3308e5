interface Line {
  running: number;
  /** In the order they came. */
  readonly waiting: Set<() => void>;
}

/** Work of each tenant, so many pieces at once; others of the same tenant wait in line. */
export class Turns {
  private readonly lines = new Map<string, Line>();

  /** @param patience how long work waits for its turn, in milliseconds */
  constructor(
    private readonly atOnce: number,
    private readonly patience: number,
  ) {}

  /** Waits for the tenant's turn. Call what it gives when the work is done; nothing where the turn did not come in time. */
  async begin(tenantId: string): Promise<(() => void) | undefined> {
    const line = this.lines.get(tenantId) ?? { running: 0, waiting: new Set() };
    this.lines.set(tenantId, line);
    if (line.running < this.atOnce) line.running += 1;
    else if (!(await this.turnCame(line))) return undefined;
    return () => this.end(tenantId, line);
  }

  private turnCame(line: Line): Promise<boolean> {
    return new Promise((came) => {
      const turn = () => {
        clearTimeout(timer);
        came(true);
      };
      const timer = setTimeout(() => {
        line.waiting.delete(turn);
        came(false);
      }, this.patience);
      line.waiting.add(turn);
    });
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
