import { Check } from "lucide-react";
import { classNames } from "./classNames.ts";

export type StepsProps = {
  label: string;
  steps: readonly string[];
  /** The index of the step the person is at; `steps.length` when all are done. */
  current: number;
};

/** Where the person is in a task of several steps. */
export function Steps({ label, steps, current }: StepsProps) {
  return (
    <nav aria-label={label}>
      <ol className="flex flex-wrap gap-x-6 gap-y-2">
        {steps.map((step, index) => {
          const done = index < current;
          const here = index === current;
          return (
            <li
              key={step}
              aria-current={here ? "step" : undefined}
              className={classNames("flex items-center gap-2 text-sm", here ? "font-semibold text-ink" : "text-soft")}
            >
              <span
                aria-hidden="true"
                className={classNames(
                  "inline-flex size-7 items-center justify-center rounded-full border font-serif text-base",
                  done && "border-accent bg-accent text-on-accent",
                  here && "border-accent bg-accent-wash text-accent",
                  !done && !here && "border-edge",
                )}
              >
                {done ? <Check className="size-4" /> : index + 1}
              </span>
              {step}
              {done ? <span className="sr-only">, done</span> : null}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
