import { percentOf, totalUnits } from "@colophon/sdk";
import { Check, TriangleAlert } from "lucide-react";
import { classNames } from "../../../components/classNames.ts";
import type { Person } from "./Person.ts";
import { shareOf } from "./shareOf.ts";
import { sumOfShares } from "./sumOfShares.ts";

const tints = ["bg-accent", "bg-accent/70", "bg-accent/45", "bg-accent/85", "bg-accent/30", "bg-accent/60"] as const;

/** What the shares add up to, at every keystroke. */
export function SharesSum({ people, error }: { people: readonly Person[]; error: string | undefined }) {
  const sum = sumOfShares(people);
  const whole = Math.max(totalUnits, sum.units);
  const Icon = sum.complete ? Check : TriangleAlert;
  return (
    <div
      className={classNames(
        "grid gap-3 rounded-lg border p-4",
        sum.complete ? "border-ok bg-ok-wash" : error ? "border-danger bg-danger-wash" : "border-rule bg-leaf",
      )}
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <p className="font-medium">Together</p>
        <p className="font-serif text-2xl tabular-nums">{percentOf(sum.units)}&nbsp;%</p>
      </div>
      <div aria-hidden="true" className="flex h-3 overflow-hidden rounded-full border border-edge bg-sunk">
        {people.map((person, index) => {
          const share = shareOf(person.share);
          const units = share.kind === "units" ? share.units : 0;
          return units === 0 ? null : (
            <div
              key={person.id}
              className={classNames(
                "border-leaf border-r last:border-r-0",
                sum.rest < 0 ? "bg-danger" : tints[index % tints.length],
              )}
              style={{ width: `${(units / whole) * 100}%` }}
            />
          );
        })}
      </div>
      <p
        role="status"
        className={classNames(
          "flex items-start gap-2 text-sm",
          sum.complete ? "text-ok" : sum.rest < 0 || error ? "text-danger" : "text-soft",
        )}
      >
        <Icon aria-hidden="true" className="mt-1 size-4 shrink-0" />
        {error ?? sum.sentence}
      </p>
    </div>
  );
}
