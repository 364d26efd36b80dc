import type { ComponentProps } from "react";
import { classNames } from "./classNames.ts";
import { useFieldProps } from "./Field.tsx";
import { inputClasses } from "./Input.tsx";

export function Textarea({ className, rows = 4, ...rest }: ComponentProps<"textarea">) {
  const field = useFieldProps();
  return (
    <textarea {...field} rows={rows} {...rest} className={classNames(inputClasses, "leading-relaxed", className)} />
  );
}
