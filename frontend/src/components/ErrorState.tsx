import type { ReactNode } from "react";
import { Button } from "./Button.tsx";
import { Notice } from "./Notice.tsx";

export type ErrorStateProps = { title: ReactNode; children?: ReactNode; onRetry?: () => void };

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
