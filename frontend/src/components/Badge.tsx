import type { ReactNode } from "react";
import { classNames } from "./classNames.ts";

export type BadgeTone = "neutral" | "accent" | "ok" | "warning" | "danger";

const tones: Record<BadgeTone, string> = {
  neutral: "bg-sunk text-ink",
  accent: "bg-accent-wash text-accent",
  ok: "bg-ok-wash text-ok",
  warning: "bg-warn-wash text-warn",
  danger: "bg-danger-wash text-danger",
};

export function Badge({ tone = "neutral", children }: { tone?: BadgeTone; children: ReactNode }) {
  return (
    <span
      className={classNames(
        "inline-flex items-center gap-1 whitespace-nowrap rounded-full px-2.5 py-0.5 font-medium text-sm",
        tones[tone],
      )}
    >
      {children}
    </span>
  );
}
