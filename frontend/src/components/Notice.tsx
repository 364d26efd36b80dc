import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./classNames.ts";

export type NoticeTone = "info" | "ok" | "warning" | "danger";

const tones: Record<NoticeTone, { classes: string; icon: typeof Info; word: string }> = {
  info: { classes: "border-edge bg-accent-wash text-ink [&_svg]:text-accent", icon: Info, word: "Note" },
  ok: { classes: "border-ok bg-ok-wash text-ink [&_svg]:text-ok", icon: CircleCheck, word: "Good" },
  warning: { classes: "border-warn bg-warn-wash text-ink [&_svg]:text-warn", icon: TriangleAlert, word: "Warning" },
  danger: { classes: "border-danger bg-danger-wash text-ink [&_svg]:text-danger", icon: CircleAlert, word: "Problem" },
};

export type NoticeProps = {
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
  const { classes, icon: Icon, word } = tones[tone];
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
