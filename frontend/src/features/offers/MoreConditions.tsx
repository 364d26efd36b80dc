import { percentOfShare } from "@colophon/sdk";
import { type SeatMeaningId, seatMeanings, type Terms } from "@colophon/sdk/terms";
import { ChevronRight } from "lucide-react";
import { type ReactNode, useState } from "react";
import { type ChosenCurrency, CurrencyField, TokenField } from "../../flow/CurrencyField.tsx";
import { AmountField, NumberField, PercentField } from "../../flow/fields.tsx";
import { wordFor } from "../../lib/format.ts";
import { Clause } from "../../parts/deed.tsx";
import { Field, Select, Switch } from "../../ui/field.tsx";
import { periods } from "./termsChoices.ts";
import type { TermsFieldsProps, TermsForm } from "./termsForm.ts";

const levels = [
  { value: 0, label: "None" },
  { value: 1, label: "One level: the buyer to others" },
  ...[2, 3, 4, 5, 6, 7, 8].map((value) => ({ value, label: `${value} levels` })),
];

/** The fields in here: an error in one of them opens it. */
const inside: readonly (keyof TermsForm)[] = ["cure", "ownPeriod", "revenue", "token", "perUnit", "minimum", "cap"];

type MoreConditionsProps = TermsFieldsProps & {
  /** What is owed for reports. */
  chosen: ChosenCurrency;
  /** What the price is in, which people expect reports to be in too. */
  priceCurrency: TermsForm["currency"];
};

/** What few offers need: opened on demand, so that nobody has to read it. */
export function MoreConditions({ chosen, priceCurrency, ...props }: MoreConditionsProps) {
  const { value, onChange, errors, shown } = props;
  const [wanted, setWanted] = useState(false);
  const wrong = inside.some((field) => errors[field]);
  return (
    <details
      open={wanted || wrong}
      onToggle={(event) => setWanted(event.currentTarget.open)}
      className="group rounded-xl border border-rule bg-leaf shadow-leaf"
    >
      <summary className="flex list-none items-start gap-3 p-5 [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden="true"
          className="mt-1 size-5 shrink-0 text-accent transition-transform group-open:rotate-90"
        />
        <span>
          <span className="block font-serif text-xl">More conditions</span>
          <span className="block text-soft text-sm">{moreInWords(shown)}</span>
        </span>
      </summary>
      <div className="grid gap-9 border-rule border-t p-5">
        <Group>
          <Switch
            checked={value.transferable}
            onChange={(event) => onChange({ transferable: event.target.checked })}
            label="It may be passed on"
            hint="The buyer may transfer the licence to somebody else for the rest of its time. The contract enforces this."
          />
          <Clause field="transferable" terms={shown} />
        </Group>
        <Group>
          <Field
            label="Sublicences"
            hint="Whether the buyer may license others, within what they have, and how far down."
            className="sm:max-w-96"
          >
            <Select
              value={value.sublicensing}
              onChange={(event) => onChange({ sublicensing: Number(event.target.value) })}
            >
              {levels.map((level) => (
                <option key={level.value} value={level.value}>
                  {level.label}
                </option>
              ))}
            </Select>
          </Field>
          <Clause field="sublicensing" terms={shown} />
        </Group>
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
        <ReportsFields {...props} chosen={chosen} priceCurrency={priceCurrency} />
        <Group>
          <Switch
            checked={value.revocable}
            onChange={(event) => onChange({ revocable: event.target.checked })}
            label="It can be ended for a breach"
            hint="After a notice with evidence, and after time to put it right. Otherwise it is irrevocable."
          />
          {value.revocable ? (
            <NumberField
              label="Time to put it right"
              unit="days"
              value={value.cure}
              onChange={(cure) => onChange({ cure })}
              error={errors.cure}
              className="sm:max-w-60"
            />
          ) : null}
          {errors.cure ? null : <Clause field="cure" terms={shown} />}
        </Group>
      </div>
    </details>
  );
}

function Group({ children }: { children: ReactNode }) {
  return <div className="grid gap-3">{children}</div>;
}

/** What the folded part of the form says, in a line. */
function moreInWords({ transferable, sublicensing, period, revenueShare, cure }: Terms): string {
  const parts = [
    transferable ? "may be passed on" : "stays with its buyer",
    sublicensing === 0 ? "no sublicences" : wordFor(sublicensing, "sublicences", `sublicences, ${sublicensing} levels`),
    period === "none"
      ? "nothing to report"
      : revenueShare > 0
        ? `${percentOfShare(revenueShare)} % of reported revenue`
        : "use is reported",
    cure === "irrevocable" ? "irrevocable" : "can be ended for a breach",
  ];
  const words = parts.join(", ");
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

/** Running royalties: what a buyer reports, how often, and what they owe for it; and the share of sublicences. */
function ReportsFields({ value, onChange, errors, shown, chosen, priceCurrency }: MoreConditionsProps) {
  const money = (field: "perUnit" | "minimum" | "cap", label: string, hint: string) => (
    <AmountField
      label={label}
      hint={hint}
      optional
      value={value[field]}
      onChange={(text) => onChange({ [field]: text })}
      symbol={chosen.currency?.symbol}
      error={errors[field]}
    />
  );
  return (
    <div className="grid gap-4">
      <Switch
        checked={value.reports}
        onChange={(event) => onChange({ reports: event.target.checked })}
        label="Use is reported and paid for"
        hint="Besides the price: the buyer reports what they made, and pays a running royalty with each report."
      />
      {value.reports ? (
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <Field label="Every">
            <Select
              value={String(value.period)}
              onChange={(event) =>
                onChange({ period: event.target.value === "own" ? "own" : Number(event.target.value) })
              }
            >
              {periods.map(({ seconds, label }) => (
                <option key={seconds} value={seconds}>
                  {label}
                </option>
              ))}
              <option value="own">Another time…</option>
            </Select>
          </Field>
          {value.period === "own" ? (
            <NumberField
              label="Days in a period"
              value={value.ownPeriod}
              onChange={(ownPeriod) => onChange({ ownPeriod })}
              error={errors.ownPeriod}
            />
          ) : null}
        </div>
      ) : null}
      {errors.ownPeriod ? null : <Clause field="period" terms={shown} />}
      {value.reports || value.sublicensing > 0 ? (
        <>
          <PercentField
            label={value.reports ? "Share of revenue" : "Share of the price of sublicences"}
            hint={
              value.reports && value.sublicensing > 0
                ? "Of the revenue they report, and of the price of each sublicence they sell."
                : value.reports
                  ? "Of the revenue they report."
                  : "Goes to the work's holders at each sale. Empty for nothing."
            }
            value={value.revenue}
            onChange={(revenue) => onChange({ revenue })}
            error={errors.revenue}
            className="sm:max-w-80"
          />
          {errors.revenue ? null : <Clause field="revenueShare" terms={shown} />}
        </>
      ) : null}
      {value.reports ? (
        <>
          <CurrencyField
            label="Currency of reports"
            hint={
              value.currency === priceCurrency
                ? "Revenue is reported and paid for in it."
                : "Revenue is reported and paid for in it. The price is in another one."
            }
            value={value.currency}
            onChange={(currency) => onChange({ currency: currency as TermsForm["currency"] })}
            other={{ value: "other", label: "Another token…" }}
            className="sm:max-w-80"
          />
          <TokenField
            label="Address of the token for reports"
            value={value}
            onChange={onChange}
            chosen={chosen}
            error={errors.token}
          />
          <div className="grid items-start gap-4 sm:grid-cols-3">
            {money("perUnit", "For each unit", "Made, sold or used.")}
            {money("minimum", "At least", "For each period.")}
            {money("cap", "At most", "For each period.")}
          </div>
          <div className="grid gap-2">
            {shown.perUnit > 0n ? <Clause field="perUnit" terms={shown} /> : null}
            {shown.minimum > 0n ? <Clause field="minimum" terms={shown} /> : null}
            {shown.cap !== "none" ? <Clause field="cap" terms={shown} /> : null}
          </div>
        </>
      ) : null}
    </div>
  );
}
