import type { ComponentProps } from "react";
import { classNames } from "./classNames.ts";

/** A leaf of paper on the page. */
export function Card({ className, ...rest }: ComponentProps<"div">) {
  return (
    <div {...rest} className={classNames("rounded-xl border border-rule bg-leaf p-5 shadow-leaf sm:p-7", className)} />
  );
}
