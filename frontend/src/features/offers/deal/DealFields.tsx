import { AddressField } from "../../../components/AddressField.tsx";
import { Field } from "../../../components/Field.tsx";
import { formatTime } from "../../../components/formatTime.ts";
import { Input } from "../../../components/Input.tsx";
import { localTime } from "../price/localTime.ts";
import type { DealForm } from "./DealForm.ts";
import type { ReadDeal } from "./readDeal.ts";

export type DealFieldsProps = {
  value: DealForm;
  onChange: (patch: Partial<DealForm>) => void;
  errors: ReadDeal["errors"];
};

/** For whom a quote is, for how many seats, and until when it holds. */
export function DealFields({ value, onChange, errors }: DealFieldsProps) {
  const seconds = value.expires === "" ? undefined : localTime(value.expires);
  return (
    <div className="grid gap-5">
      <AddressField
        label="Account of the buyer"
        hint="Only this account can use the quote. Ask the buyer for it."
        value={value.buyer}
        onChange={(buyer) => onChange({ buyer })}
        error={errors.buyer}
      />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Field label="Seats" hint="Each at the price above." error={errors.seats}>
          <Input
            value={value.seats}
            onChange={(event) => onChange({ seats: event.target.value })}
            inputMode="numeric"
            autoComplete="off"
          />
        </Field>
        <Field
          label="Holds until"
          hint={seconds === undefined ? "Empty: until you cancel it." : `That is ${formatTime(seconds)}.`}
          error={errors.expires}
        >
          <Input
            type="datetime-local"
            step={60}
            value={value.expires}
            onChange={(event) => onChange({ expires: event.target.value })}
          />
        </Field>
      </div>
    </div>
  );
}
