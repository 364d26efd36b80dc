import type { ReactNode } from "react";
import { Button, Spinner } from "./button.tsx";
import { Notice } from "./notice.tsx";

export function LoadingState({ label = "Loading" }: { label?: string }) {
  return (
    <p role="status" className="flex items-center justify-center gap-3 py-12 text-soft">
      <Spinner />
      {label}…
    </p>
  );
}

type ProgressBarProps = {
  label: string;
  /** From 0 to 1; undefined when nobody knows how long it takes. */
  value: number | undefined;
};

export function ProgressBar({ label, value }: ProgressBarProps) {
  const percent = value === undefined ? undefined : Math.round(Math.min(1, Math.max(0, value)) * 100);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className="h-2.5 overflow-hidden rounded-full border border-edge bg-sunk"
    >
      {percent === undefined ? (
        <div className="h-full w-1/3 animate-pulse rounded-full bg-accent" />
      ) : (
        // A transform is drawn without a new layout, so a busy page stays smooth.
        <div
          className="h-full origin-left bg-accent transition-transform duration-200 ease-linear"
          style={{ transform: `scaleX(${percent / 100})` }}
        />
      )}
    </div>
  );
}

type EmptyStateProps = { title: ReactNode; children?: ReactNode; actions?: ReactNode };

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

type ErrorStateProps = { title: ReactNode; children?: ReactNode; onRetry?: () => void };

/** Something could not be read: what, and a way to try again. */
export function ErrorState({ title, children, onRetry }: ErrorStateProps) {
  return (
    <Notice
      tone="danger"
      title={title}
      actions={
        onRetry ? (
          <Button variant="secondary" size="small" onClick={onRetry}>
            Try again
          </Button>
        ) : undefined
      }
      urgent
    >
      {children}
    </Notice>
  );
}
