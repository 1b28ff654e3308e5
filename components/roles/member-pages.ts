import type { Count, RoleMembers } from '@/lib/directory';
import type { Json } from '../query/json';

export type MemberPage = Json<RoleMembers>;

/** The pages of a role's members as far as they are loaded. */
export interface MemberPages {
  pages: MemberPage[];
  pageParams: string[];
}

/** How many members there are: as many as are loaded once the last page has come, until then what the first one says. */
export function totalOf(pages: readonly MemberPage[]): Count {
  const [first] = pages;
  if (pages.at(-1)?.next === null && pages.every(({ complete }) => complete))
    return { count: pages.reduce((sum, { members }) => sum + members.length, 0), more: false };
  return first?.total ?? { count: 0, more: false };
}

/** The pages without somebody who is no longer a member. */
export function without({ pages, pageParams }: MemberPages, id: string): MemberPages {
  const fewer = (total: Count | null) =>
    total && { ...total, count: total.more ? total.count : Math.max(0, total.count - 1) };
  return {
    pageParams,
    pages: pages.map((page) => ({
      ...page,
      members: page.members.filter((member) => member.id !== id),
      total: fewer(page.total),
    })),
  };
}
