import { type SeatMeaningId, seatMeanings } from "@colophon/sdk";
import { ChevronRight } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Field } from "../../../components/Field.tsx";
import { Input } from "../../../components/Input.tsx";
import { Select } from "../../../components/Select.tsx";
import { Switch } from "../../../components/Switch.tsx";
import { Clause } from "../../../components/terms/Clause.tsx";
import type { ChosenCurrency } from "../price/useChosenCurrency.ts";
import type { FieldsProps } from "./FieldsProps.ts";
import { moreInWords } from "./moreInWords.ts";
import { ReportsFields } from "./ReportsFields.tsx";
import type { TermsForm } from "./TermsForm.ts";

const levels = [
  { value: 0, label: "None" },
  { value: 1, label: "One level: the buyer to others" },
  ...[2, 3, 4, 5, 6, 7, 8].map((value) => ({ value, label: `${value} levels` })),
];

/** The fields in here: an error in one of them opens it. */
const inside: readonly (keyof TermsForm)[] = ["cure", "ownPeriod", "revenue", "token", "perUnit", "minimum", "cap"];

/** What few offers need: opened on demand, so that nobody has to read it. */
export function MoreConditions({ chosen, ...props }: FieldsProps & { chosen: ChosenCurrency }) {
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
        <ReportsFields {...props} chosen={chosen} />
        <Group>
          <Switch
            checked={value.revocable}
            onChange={(event) => onChange({ revocable: event.target.checked })}
            label="It can be ended for a breach"
            hint="After a notice with evidence, and after time to put it right. Otherwise it is irrevocable."
          />
          {value.revocable ? (
            <Field label="Time to put it right" error={errors.cure} className="sm:max-w-60">
              <Input
                value={value.cure}
                onChange={(event) => onChange({ cure: event.target.value })}
                inputMode="numeric"
                autoComplete="off"
                suffix="days"
              />
            </Field>
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
