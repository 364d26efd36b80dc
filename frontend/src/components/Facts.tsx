import type { ReactNode } from "react";

export type FactsProps = { facts: readonly { label: ReactNode; value: ReactNode }[] };

/** A short list of named facts. */
export function Facts({ facts }: FactsProps) {
  return (
    <dl className="grid items-baseline gap-x-6 gap-y-3 sm:grid-cols-[minmax(8rem,max-content)_1fr]">
      {facts.map((fact, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list is written out in code and never reordered
        <div key={index} className="contents">
          <dt className="text-soft">{fact.label}</dt>
          <dd className="-mt-2 min-w-0 sm:mt-0 [overflow-wrap:anywhere]">{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}
