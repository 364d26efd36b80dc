import { owesAnything, type SeatMeaningId, seatMeanings, type Terms } from "@colophon/sdk/terms";
import type { ReactNode } from "react";
import type { ChosenCurrency } from "../../flow/CurrencyField.tsx";
import { PercentField } from "../../flow/fields.tsx";
import { wordFor } from "../../lib/format.ts";
import { Clause } from "../../parts/deed.tsx";
import { Field, Select, Switch } from "../../ui/field.tsx";
import { EndingFields, ReportsFields } from "./DutiesFields.tsx";
import { Fold } from "./Fold.tsx";
import { NewWorksField } from "./NewWorksField.tsx";
import type { PriceForm } from "./offerForm.ts";
import type { DutiesFieldsProps } from "./RoyaltyFields.tsx";
import { OneFieldField } from "./ScopeFields.tsx";
import type { TermsFieldsProps } from "./termsForm.ts";

const levels = [
  { value: 0, label: "None" },
  { value: 1, label: "One level: the buyer to others" },
  ...[2, 3, 4, 5, 6, 7, 8].map((value) => ({ value, label: `${value} levels` })),
];

/** The fields outside of here, beside those of the wording: an error in any other opens it. */
const outside: ReadonlySet<string> = new Set(["uses", "purposes", "territories", "ownDuration", "duration", "terms"]);

type MoreConditionsProps = TermsFieldsProps & {
  /** What is owed for reports. */
  chosen: ChosenCurrency;
  /** What the price is in, which people expect reports to be in too. */
  priceCurrency: PriceForm["currency"];
};

/** What few offers need: opened on demand, so that nobody has to read it. */
export function MoreConditions({ chosen, priceCurrency, ...props }: MoreConditionsProps) {
  const { value, onChange, errors, shown } = props;
  const wrong = Object.keys(errors).some((field) => !outside.has(field) && !field.startsWith("wording"));
  const duties: DutiesFieldsProps = {
    value: value.conditions,
    onChange: (patch) => onChange({ conditions: { ...value.conditions, ...patch } }),
    ...{ errors, shown: shown.conditions, chosen, priceCurrency },
  };
  return (
    <Fold title="More conditions" says={moreInWords(shown)} wrong={wrong}>
      <NewWorksField {...props} />
      <Group>
        <Switch
          checked={value.attribution}
          onChange={(event) => onChange({ attribution: event.target.checked })}
          label="The author must be named"
          hint="This binds by agreement: no contract can watch it."
        />
        <Clause field="attribution" terms={shown} />
      </Group>
      <OneFieldField {...props} />
      <Group>
        <Switch
          checked={value.transferable}
          onChange={(event) => onChange({ transferable: event.target.checked })}
          label="Transferable"
          hint="The buyer may transfer the licence to somebody else for the rest of its time. The contract enforces this."
        />
        <Clause field="transferable" terms={shown} />
      </Group>
      <SublicencesFields {...props} />
      <Group>
        <Field label="One seat is" hint="A buyer pays for each seat." className="sm:max-w-96">
          <Select value={value.seats} onChange={(event) => onChange({ seats: event.target.value as SeatMeaningId })}>
            {seatMeanings.map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </Select>
        </Field>
        <Clause field="seats" terms={shown} />
      </Group>
      <ReportsFields {...duties} />
      <EndingFields {...duties} terms={shown} />
    </Fold>
  );
}

function Group({ children }: { children: ReactNode }) {
  return <div className="grid gap-3">{children}</div>;
}

/** Whether the buyer may license others, and what of that goes up. */
function SublicencesFields({ value, onChange, errors, shown }: TermsFieldsProps) {
  const duties = shown.conditions !== "none";
  return (
    <Group>
      <Field
        label="Sublicences"
        hint="Whether the buyer may license others, within what they have, and how far down."
        className="sm:max-w-96"
      >
        <Select value={value.sublicensing} onChange={(event) => onChange({ sublicensing: Number(event.target.value) })}>
          {levels.map((level) => (
            <option key={level.value} value={level.value}>
              {level.label}
            </option>
          ))}
        </Select>
      </Field>
      <Clause field="sublicensing" terms={shown} />
      {value.sublicensing > 0 ? (
        <>
          <PercentField
            label="Share of what sublicences bring"
            hint="Of prices, renewals and royalties. The buyer keeps the rest. Empty for nothing."
            value={value.sublicenceShare}
            onChange={(sublicenceShare) => onChange({ sublicenceShare })}
            error={errors.sublicenceShare}
            className="sm:max-w-80"
          />
          {errors.sublicenceShare ? null : <Clause field="sublicenceShare" terms={shown} />}
        </>
      ) : null}
      {duties && (value.sublicensing > 0 || value.passesDown) ? (
        <>
          <Switch
            checked={value.passesDown}
            onChange={(event) => onChange({ passesDown: event.target.checked })}
            label="Sublicences have the same duties"
            hint="The same reports, royalties and time to put a breach right, all the way down."
          />
          <Clause field="passesDown" terms={shown} />
        </>
      ) : null}
      {duties ? null : (
        <>
          <Switch
            checked={value.fallsWithParent}
            onChange={(event) => onChange({ fallsWithParent: event.target.checked })}
            label="As a sublicence it may fall with one above it"
            hint="Only matters if a licence on these terms is granted under one that can be ended for a breach."
          />
          {value.fallsWithParent ? <Clause field="fallsWithParent" terms={shown} /> : null}
        </>
      )}
    </Group>
  );
}

/** What the folded part of the form says, in a line. */
function moreInWords({ transferable, sublicensing, conditions, changes, derivatives, field }: Terms): string {
  const duties = conditions === "none" ? undefined : conditions;
  const parts = [
    derivatives === "none" ? (changes ? "changes, no new works" : "no changes") : "new works too",
    ...(field === "all" ? [] : ["for one field"]),
    transferable ? "transferable" : "not transferable",
    sublicensing === 0 ? "no sublicences" : wordFor(sublicensing, "sublicences", `sublicences, ${sublicensing} levels`),
    duties === undefined || duties.period === "none"
      ? "nothing to report"
      : owesAnything(duties)
        ? "use is reported and paid for"
        : "use is reported",
    duties === undefined || duties.cure === "irrevocable"
      ? "cannot be ended for a breach"
      : "can be ended for a breach",
  ];
  const words = parts.join(", ");
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
