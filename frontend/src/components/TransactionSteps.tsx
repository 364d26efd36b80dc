import { Check } from "lucide-react";
import type { TransactionStep } from "../lib/transactions/planSteps.ts";
import { classNames } from "./classNames.ts";

export type TransactionStepsProps = {
  steps: readonly TransactionStep[];
  /** The index of the next step; `steps.length` when all are done. */
  current: number;
  /** How many steps the wallet does at once, from the next one on. */
  together?: number;
};

/** The transactions of a plan that has several, in order, and how often the wallet asks. */
export function TransactionSteps({ steps, current, together = 1 }: TransactionStepsProps) {
  const atOnce = together > 1;
  return (
    <div>
      <p className="mb-2 font-medium">
        {atOnce
          ? "Your wallet will ask once, for all of this together:"
          : `Your wallet will ask ${steps.length} times:`}
      </p>
      <ol className="grid gap-2">
        {steps.map((step, index) => {
          const now = atOnce ? index >= current : index === current;
          return (
            <li
              key={step.says.join()}
              aria-current={now ? "step" : undefined}
              className={classNames("flex items-start gap-2", now ? "text-ink" : "text-soft")}
            >
              <span
                aria-hidden="true"
                className="mt-0.5 inline-flex size-5 shrink-0 items-center justify-center rounded-full border border-edge text-xs"
              >
                {index < current ? <Check className="size-3.5" /> : index + 1}
              </span>
              <span>
                {step.says.join(" ")}
                {index < current ? <span className="sr-only"> (done)</span> : null}
              </span>
            </li>
          );
        })}
      </ol>
      {atOnce ? <p className="mt-2 text-sm text-soft">All of it happens, or none of it.</p> : null}
    </div>
  );
}
