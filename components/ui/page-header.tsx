import type { ReactNode } from 'react';

/** The id of a page's title: where the focus goes when what was used is gone from the page. */
export const pageTitle = 'page-title';

interface PageHeaderProps {
  title: ReactNode;
  description?: ReactNode;
  /** What belongs to the title: badges. */
  aside?: ReactNode;
  /** The page's main actions. */
  actions?: ReactNode;
  /** The way back to the list that this page hangs on. */
  back?: ReactNode;
}

/** A page's title with what it is for and what can be done. */
export function PageHeader({ title, description, aside, actions, back }: PageHeaderProps) {
  return (
    <header className="mb-6 space-y-2 sm:mb-8">
      {back}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-4">
        <div className="min-w-0 space-y-1.5 sm:flex-[1_1_20rem]">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
            <h1 id={pageTitle} tabIndex={-1} className="text-2xl outline-none [overflow-wrap:anywhere]">
              {title}
            </h1>
            {aside}
          </div>
          {description ? (
            <p className="max-w-2xl text-ink-soft [overflow-wrap:anywhere]">{description}</p>
          ) : null}
        </div>
        {actions ? <div className="flex flex-wrap gap-2">{actions}</div> : null}
      </div>
    </header>
  );
}
