import type { ReactNode } from "react";

export type PageHeaderProps = { eyebrow?: ReactNode; title: ReactNode; children?: ReactNode };

/** The top of a page: its one first-level heading and a sentence or two. */
export function PageHeader({ eyebrow, title, children }: PageHeaderProps) {
  return (
    <header className="mb-8 max-w-3xl">
      {eyebrow ? <p className="eyebrow mb-2">{eyebrow}</p> : null}
      <h1 className="text-4xl sm:text-5xl [overflow-wrap:anywhere]">{title}</h1>
      {children ? <div className="mt-4 grid max-w-2xl gap-3 text-lg text-soft">{children}</div> : null}
    </header>
  );
}
