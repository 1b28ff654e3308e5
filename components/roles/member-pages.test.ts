import { describe, expect, it } from 'vitest';
import { type MemberPage, totalOf, without } from './member-pages';

function page(ids: readonly string[], rest: Partial<MemberPage>): MemberPage {
  const members = ids.map((id) => ({ id, name: id, userName: id, email: null, status: 'active' as const }));
  return { members, total: null, next: null, complete: true, ...rest };
}

const first = page(['ada', 'alan'], { total: { count: 2, more: true }, next: 'alan' });

describe('the total of a role’s members', () => {
  it('is what the first page says while others are to come', () => {
    expect(totalOf([])).toEqual({ count: 0, more: false });
    expect(totalOf([first])).toEqual({ count: 2, more: true });
    expect(totalOf([first, page(['grace'], { next: 'grace' })])).toEqual({ count: 2, more: true });
  });

  it('is known once the last page has come', () => {
    expect(totalOf([first, page(['grace'], {})])).toEqual({ count: 3, more: false });
  });

  it('stays unknown where a search did not look at everybody', () => {
    const searched = page(['ada'], { total: { count: 1, more: true }, complete: false });
    expect(totalOf([searched])).toEqual({ count: 1, more: true });
  });

  it('follows when a member leaves', () => {
    const pages = [first, page(['grace'], {})];
    expect(totalOf(without({ pages, pageParams: ['', 'alan'] }, 'ada').pages)).toEqual({
      count: 2,
      more: false,
    });
    const counted = [page(['ada', 'alan'], { total: { count: 900, more: false }, next: 'alan' })];
    expect(totalOf(without({ pages: counted, pageParams: [''] }, 'ada').pages).count).toBe(899);
  });
});
