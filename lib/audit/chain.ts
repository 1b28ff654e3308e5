import { createHash } from 'node:crypto';
import { actOf, type StoredEntry } from './entry';

/** A place in a chain: an entry's number and hash. */
export interface Link {
  readonly number: number;
  readonly hash: Buffer;
}

/** What the first entry follows. */
const beginning: Link = { number: 0, hash: Buffer.alloc(32) };

/** The hash of an entry that follows another: SHA-256 of that one's hash and its own content. */
function hashAfter(previous: Buffer, content: string): Buffer {
  return createHash('sha256').update(previous).update(content, 'utf8').digest();
}

const between = (first: number, last: number) =>
  first === last ? `Entry ${first} is missing.` : `Entries ${first} to ${last} are missing.`;

/** Follows a chain of entries and tells where it breaks. */
export class Chain {
  readonly problems: string[] = [];
  private last = beginning;

  constructor(private readonly tenantId: string) {}

  /** The entry that was followed last. */
  get end(): Link {
    return this.last;
  }

  /** Follows the chain to the next entry that is there. */
  follow(entry: StoredEntry): void {
    const { number, content, hash } = entry;
    const gap = number !== this.last.number + 1;
    if (gap) this.problems.push(between(this.last.number + 1, number - 1));
    const act = actOf(content);
    if (act?.number !== number || act.tenant !== this.tenantId)
      this.problems.push(`Entry ${number} was replaced by something else.`);
    // What a missing entry's hash was, nobody knows.
    else if (!gap && !hashAfter(this.last.hash, content).equals(hash))
      this.problems.push(`Entry ${number} does not follow from the one before: one of the two was changed.`);
    this.last = { number, hash };
  }

  /** Compares the end with what the head of the trail says; undefined where there is no head. */
  finish(head: Link | undefined): void {
    const { number, hash } = this.last;
    const expected = head ?? beginning;
    if (number < expected.number) this.problems.push(between(number + 1, expected.number));
    else if (number > expected.number)
      this.problems.push(`Entry ${expected.number + 1} and what follows were not added by Muster.`);
    else if (!hash.equals(expected.hash)) this.problems.push(`Entry ${number} was changed.`);
  }
}
