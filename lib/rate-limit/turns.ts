interface Line {
  running: number;
  readonly waiting: (() => void)[];
}

/** Work of each tenant, so many pieces at once; others of the same tenant wait in line. */
export class Turns {
  private readonly lines = new Map<string, Line>();

  constructor(private readonly atOnce: number) {}

  /** Waits for the tenant's turn. Call what it gives when the work is done. */
  async begin(tenantId: string): Promise<() => void> {
    const line = this.lines.get(tenantId) ?? { running: 0, waiting: [] };
    this.lines.set(tenantId, line);
    if (line.running < this.atOnce) line.running += 1;
    else await new Promise<void>((turn) => line.waiting.push(turn));
    return () => this.end(tenantId, line);
  }

  private end(tenantId: string, line: Line): void {
    const next = line.waiting.shift();
    // Whoever comes next takes over the place that is left.
    if (next) next();
    else if (line.running > 1) line.running -= 1;
    else this.lines.delete(tenantId);
  }
}
