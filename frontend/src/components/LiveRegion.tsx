import type { ReactNode } from "react";

/** Text for screen readers only, read out whenever it changes. */
export function LiveRegion({ children }: { children: ReactNode }) {
  return (
    <div role="status" aria-live="polite" className="sr-only">
      {children}
    </div>
  );
}
