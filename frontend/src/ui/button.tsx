import { LoaderCircle } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./classNames.ts";

export function Spinner({ className }: { className?: string }) {
  return <LoaderCircle aria-hidden="true" className={classNames("size-4 shrink-0 animate-spin", className)} />;
}

type ButtonVariant = "primary" | "secondary" | "quiet" | "danger";

type ButtonProps = ComponentProps<"button"> & {
  variant?: ButtonVariant;
  size?: "normal" | "small";
  /** Shows that the action is under way; the button then does nothing, but keeps the focus. */
  busy?: boolean;
  icon?: ReactNode;
};

const variants: Record<ButtonVariant, string> = {
  primary: "bg-accent text-on-accent border-accent not-aria-disabled:hover:bg-accent-strong",
  secondary: "bg-leaf text-ink border-edge not-aria-disabled:hover:border-ink not-aria-disabled:hover:bg-paper",
  quiet: "bg-transparent text-accent border-transparent not-aria-disabled:hover:bg-accent-wash",
  danger: "bg-danger text-on-danger border-danger not-aria-disabled:hover:opacity-90",
};

/** The classes of a button, for a link that looks like one. */
export function buttonClasses(variant: ButtonVariant = "primary", size: "normal" | "small" = "normal"): string {
  return classNames(
    "inline-flex items-center justify-center gap-2 rounded-lg border font-medium no-underline transition-colors",
    "aria-disabled:cursor-not-allowed aria-disabled:opacity-60",
    size === "normal" ? "min-h-11 px-5 py-2" : "min-h-9 px-3 py-1 text-sm",
    variants[variant],
  );
}

export function Button({
  variant = "primary",
  size = "normal",
  busy = false,
  disabled = false,
  icon,
  className,
  children,
  onClick,
  type = "button",
  ...rest
}: ButtonProps) {
  const off = disabled || busy;
  // `aria-disabled` instead of `disabled`: the focus is not lost when a button turns itself off.
  return (
    <button
      {...rest}
      type={type}
      aria-disabled={off || undefined}
      aria-busy={busy || undefined}
      className={classNames(buttonClasses(variant, size), className)}
      onClick={(event) => {
        if (off) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {busy ? <Spinner /> : icon}
      {children}
    </button>
  );
}
