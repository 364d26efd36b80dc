import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { classNames } from "./classNames.ts";
import { useFieldProps } from "./Field.tsx";
import { inputClasses } from "./Input.tsx";

/** The platform's own list: it works with every keyboard, screen reader and phone. */
export function Select({ className, children, ...rest }: ComponentProps<"select">) {
  const field = useFieldProps();
  return (
    <span className="relative block">
      <select {...field} {...rest} className={classNames(inputClasses, "appearance-none pr-10", className)}>
        {children}
      </select>
      <ChevronDown
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 text-soft"
      />
    </span>
  );
}
