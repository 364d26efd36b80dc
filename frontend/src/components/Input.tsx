import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./classNames.ts";
import { useFieldProps } from "./Field.tsx";

/** The look of every box that takes text. */
export const inputClasses =
  "w-full min-h-11 rounded-lg border border-edge bg-leaf px-3 py-2 text-ink placeholder:text-soft hover:border-ink aria-invalid:border-2 aria-invalid:border-danger disabled:opacity-60";

export type InputProps = ComponentProps<"input"> & {
  /** Shown inside the box at its end, such as a currency or "%". */
  suffix?: ReactNode;
};

export function Input({ className, suffix, ...rest }: InputProps) {
  const field = useFieldProps();
  const input = (
    <input {...field} {...rest} className={classNames(inputClasses, suffix ? "pr-16" : undefined, className)} />
  );
  if (!suffix) return input;
  return (
    <span className="relative block">
      {input}
      <span className="pointer-events-none absolute inset-y-0 right-3 flex items-center text-sm text-soft">
        {suffix}
      </span>
    </span>
  );
}
