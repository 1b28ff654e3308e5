import type { Received, Report, ScimRequest } from './exchange';
import { requestId } from './request-id';

/** A request with its report, and a body that can be read again. */
export class TakenRequest implements Received {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly address: string | undefined;
  readonly report: Report = { id: requestId(), told: false, noted: false, tooMany: false };
  private body?: Promise<Uint8Array | undefined>;

  constructor(private readonly request: ScimRequest) {
    this.method = request.method;
    this.path = request.path;
    this.query = request.query;
    this.address = request.address;
  }

  header(name: string): string | undefined {
    return this.request.header(name);
  }

  bytes(most: number): Promise<Uint8Array | undefined> {
    this.body ??= this.read(most);
    return this.body;
  }

  left(): boolean {
    return this.request.left?.() ?? false;
  }

  private async read(most: number): Promise<Uint8Array | undefined> {
    this.report.body = await this.request.bytes(most);
    return this.report.body;
  }
}
