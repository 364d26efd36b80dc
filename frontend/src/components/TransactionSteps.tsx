import { Check } from "lucide-react";
import type { TransactionStep } from "../lib/transactions/planSteps.ts";
import { classNames } from "./classNames.ts";

export type TransactionStepsProps = {
  steps: readonly TransactionStep[];
  /** The index of the next step; `steps.length` when all are done. */
  current: number;
};

/** The transactions of a plan that needs several signatures, in order. */
export function TransactionSteps({ steps, current }: TransactionStepsProps) {
  return (
    <div>
      <p className="mb-2 font-medium">Your wallet will ask {steps.length} times:</p>
      <ol className="grid gap-2">
        {steps.map((step, index) => (
          <li
            key={step.says.join()}
            aria-current={index === current ? "step" : undefined}
            className={classNames("flex items-start gap-2", index === current ? "text-ink" : "text-soft")}
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
        ))}
      </ol>
    </div>
  );
}
