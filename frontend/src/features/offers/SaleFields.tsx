import { useId } from "react";
import { type Address, zeroAddress } from "viem";
import { AddressField } from "../../flow/fields.tsx";
import { useActiveChain } from "../../lib/chain.ts";
import { parseAmount } from "../../lib/parse.ts";
import { formatTime } from "../../lib/time.ts";
import { parseLocalTime } from "../../lib/typedTime.ts";
import { Checkbox, Field, FieldError, Input, Select, Switch } from "../../ui/field.tsx";
import { type ChosenCurrency, TokenNote } from "./ChosenCurrency.tsx";
import type { DealForm, ParsedDeal, PriceForm } from "./offerForm.ts";

type PriceFieldsProps = {
  value: PriceForm;
  onChange: (patch: Partial<PriceForm>) => void;
  chosen: ChosenCurrency;
  errors: Readonly<Record<string, string>>;
};

/** What a licence costs, and in what. */
export function PriceFields({ value, onChange, chosen, errors }: PriceFieldsProps) {
  const chain = useActiveChain();
  const { currency } = chosen;
  const parsed = currency ? parseAmount(value.price, currency.decimals) : undefined;
  const free = parsed?.ok === true && parsed.amount === 0n;
  return (
    <div className="grid gap-5">
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Field label="Price of one seat" hint="0 gives it away." error={errors.price}>
          <Input
            value={value.price}
            onChange={(event) => onChange({ price: event.target.value, free: false })}
            inputMode="decimal"
            autoComplete="off"
            suffix={currency ? <bdi>{currency.symbol}</bdi> : undefined}
          />
        </Field>
        <Field label="Currency" hint="What buyers pay in.">
          <Select
            value={value.currency}
            onChange={(event) => onChange({ currency: event.target.value as Address | "other" })}
          >
            <option value={zeroAddress}>
              {chain.currency.name} ({chain.currency.symbol})
            </option>
            {chain.tokens.map(({ address, name, symbol }) => (
              <option key={address} value={address}>
                {name} ({symbol})
              </option>
            ))}
            <option value="other">Another token…</option>
          </Select>
        </Field>
      </div>
      {value.currency === "other" ? (
        <>
          <Field label="Address of the token" required error={errors.token}>
            <Input
              value={value.token}
              onChange={(event) => onChange({ token: event.target.value })}
              placeholder="0x…"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              className="font-mono text-[0.85rem]"
            />
          </Field>
          <TokenNote {...chosen} />
        </>
      ) : null}
      {free ? (
        <div tabIndex={-1} {...(errors.free ? { "data-invalid": true } : {})} className="grid gap-2">
          <Checkbox
            checked={value.free}
            onChange={(event) => onChange({ free: event.target.checked })}
            label="Yes, free of charge"
            hint="Everybody can take such a licence without paying anything, and it stays theirs for its whole time."
          />
          {errors.free ? <FieldError>{errors.free}</FieldError> : null}
        </div>
      ) : null}
    </div>
  );
}

export type Audience = "anyone" | "one";

/** Whether an offer is published for everybody, or signed for one buyer. */
export function AudienceField({ value, onChange }: { value: Audience; onChange: (audience: Audience) => void }) {
  const name = useId();
  return (
    <fieldset className="grid gap-3">
      <legend className="sr-only">Who can buy</legend>
      <Checkbox
        type="radio"
        name={name}
        checked={value === "anyone"}
        onChange={() => onChange("anyone")}
        label="Anybody"
        hint="You publish an offer. It is listed with the work."
      />
      <Checkbox
        type="radio"
        name={name}
        checked={value === "one"}
        onChange={() => onChange("one")}
        label="One buyer, by a quote"
        hint="You sign it for one account and send it as a link or a file. Signing costs nothing, and nobody else sees it."
      />
    </fieldset>
  );
}

type SaleFieldsProps = {
  value: PriceForm;
  onChange: (patch: Partial<PriceForm>) => void;
  errors: Readonly<Record<string, string>>;
};

/** How many licences are sold, and when. */
export function SaleFields({ value, onChange, errors }: SaleFieldsProps) {
  return (
    <div className="grid gap-7">
      <fieldset className="grid gap-3">
        <legend className="mb-2 font-medium">How many</legend>
        <Checkbox
          type="radio"
          name="supply"
          checked={!value.limited}
          onChange={() => onChange({ limited: false })}
          label="No limit"
          hint="As many seats as people want, unless the licence is for one buyer alone."
        />
        <Checkbox
          type="radio"
          name="supply"
          checked={value.limited}
          onChange={() => onChange({ limited: true })}
          label="At most"
        />
        {value.limited ? (
          <Field label="Number of seats" error={errors.supply} className="pl-8 sm:max-w-64">
            <Input
              value={value.supply}
              onChange={(event) => onChange({ supply: event.target.value })}
              inputMode="numeric"
              autoComplete="off"
            />
          </Field>
        ) : null}
      </fieldset>
      <div className="grid gap-4">
        <Switch
          checked={value.timed}
          onChange={(event) => onChange({ timed: event.target.checked })}
          label="On sale for a time only"
          hint="Otherwise it can be bought from now until you close it."
        />
        {value.timed ? (
          <div className="grid items-start gap-4 sm:grid-cols-2">
            <TimeField
              label="Opens"
              empty="Empty: at once."
              value={value.opens}
              onChange={(opens) => onChange({ opens })}
              error={errors.opens}
            />
            <TimeField
              label="Closes"
              empty="Empty: when you close it."
              value={value.closes}
              onChange={(closes) => onChange({ closes })}
              error={errors.closes}
            />
          </div>
        ) : null}
      </div>
    </div>
  );
}

type TimeFieldProps = {
  label: string;
  empty: string;
  value: string;
  onChange: (text: string) => void;
  error: string | undefined;
};

/** A date and time on the person's own clock, said in UTC too, as the contract counts it. */
function TimeField({ label, empty, value, onChange, error }: TimeFieldProps) {
  const seconds = value === "" ? undefined : parseLocalTime(value);
  return (
    <Field label={label} hint={seconds === undefined ? empty : `That is ${formatTime(seconds)}.`} error={error}>
      <Input type="datetime-local" step={60} value={value} onChange={(event) => onChange(event.target.value)} />
    </Field>
  );
}

type DealFieldsProps = {
  value: DealForm;
  onChange: (patch: Partial<DealForm>) => void;
  errors: ParsedDeal["errors"];
};

/** For whom a quote is, for how many seats, and until when it holds. */
export function DealFields({ value, onChange, errors }: DealFieldsProps) {
  const seconds = value.expires === "" ? undefined : parseLocalTime(value.expires);
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
