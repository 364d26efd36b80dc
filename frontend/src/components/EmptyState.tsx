import type { ReactNode } from "react";

export type EmptyStateProps = { title: ReactNode; children?: ReactNode; actions?: ReactNode };

/** What a list says when there is nothing in it, and what to do about it. */
export function EmptyState({ title, children, actions }: EmptyStateProps) {
  return (
    <div className="grid justify-items-center gap-2 rounded-xl border border-edge border-dashed px-6 py-12 text-center">
      <p aria-hidden="true" className="font-serif text-3xl text-soft leading-none">
        ❧
      </p>
      <p className="font-serif text-xl">{title}</p>
      {children ? <div className="max-w-prose text-soft">{children}</div> : null}
      {actions ? <div className="mt-3 flex flex-wrap justify-center gap-2">{actions}</div> : null}
    </div>
  );
}
