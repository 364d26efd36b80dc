import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./classNames.ts";

export type NoticeTone = "info" | "ok" | "warning" | "danger";

const noticeLooks: Record<NoticeTone, { classes: string; icon: typeof Info; word: string }> = {
  info: { classes: "border-edge bg-accent-wash text-ink [&_svg]:text-accent", icon: Info, word: "Note" },
  ok: { classes: "border-ok bg-ok-wash text-ink [&_svg]:text-ok", icon: CircleCheck, word: "Good" },
  warning: { classes: "border-warn bg-warn-wash text-ink [&_svg]:text-warn", icon: TriangleAlert, word: "Warning" },
  danger: { classes: "border-danger bg-danger-wash text-ink [&_svg]:text-danger", icon: CircleAlert, word: "Problem" },
};

type NoticeProps = {
  tone?: NoticeTone;
  title?: ReactNode;
  children?: ReactNode;
  /** Buttons and links that help. */
  actions?: ReactNode;
  /** Reads it out at once when it appears. For what the person must know before going on. */
  urgent?: boolean;
  className?: string;
};

export function Notice({ tone = "info", title, children, actions, urgent = false, className }: NoticeProps) {
  const { classes, icon: Icon, word } = noticeLooks[tone];
  return (
    <div
      role={urgent ? "alert" : undefined}
      className={classNames("flex gap-3 rounded-lg border border-l-4 p-4", classes, className)}
    >
      <Icon aria-hidden="true" className="mt-0.5 size-5 shrink-0" />
      <div className="min-w-0 grow">
        <span className="sr-only">{word}: </span>
        {title ? <p className="font-semibold">{title}</p> : null}
        {children ? <div className="grid gap-2 [overflow-wrap:anywhere]">{children}</div> : null}
        {actions ? <div className="mt-3 flex flex-wrap gap-2">{actions}</div> : null}
      </div>
    </div>
  );
}

export type BadgeTone = "neutral" | "accent" | "ok" | "warning" | "danger";

const badgeTones: Record<BadgeTone, string> = {
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
        badgeTones[tone],
      )}
    >
      {children}
    </span>
  );
}

/** Text for screen readers only, read out whenever it changes. */
export function LiveRegion({ children }: { children: ReactNode }) {
  return (
    <div role="status" aria-live="polite" className="sr-only">
      {children}
    </div>
  );
}
