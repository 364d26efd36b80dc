import { useId } from "react";
import { type ChosenCurrency, CurrencyField, TokenField } from "../../flow/CurrencyField.tsx";
import { AccountField, AmountField, MomentField, NumberField } from "../../flow/fields.tsx";
import { parseAmount } from "../../lib/parse.ts";
import { Checkbox, FieldError, Switch } from "../../ui/field.tsx";
import type { OfferDraft } from "./draft.ts";
import type { DealForm, ParsedDeal, PriceForm } from "./offerForm.ts";

type PriceFieldsProps = {
  value: PriceForm;
  onChange: (patch: Partial<PriceForm>) => void;
  chosen: ChosenCurrency;
  errors: Readonly<Record<string, string>>;
};

/** What a licence costs, and in what. */
export function PriceFields({ value, onChange, chosen, errors }: PriceFieldsProps) {
  const { currency } = chosen;
  const parsed = currency ? parseAmount(value.price, currency.decimals) : undefined;
  const free = parsed?.ok === true && parsed.amount === 0n;
  return (
    <div className="grid gap-5">
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <AmountField
          label="Price of one seat"
          hint="0 gives it away."
          value={value.price}
          onChange={(price) => onChange({ price, free: false })}
          symbol={currency?.symbol}
          error={errors.price}
        />
        <CurrencyField
          label="Currency"
          hint="What buyers pay in."
          value={value.currency}
          onChange={(next) => onChange({ currency: next as PriceForm["currency"] })}
          other={{ value: "other", label: "Another token…" }}
        />
      </div>
      <TokenField label="Address of the token" value={value} onChange={onChange} chosen={chosen} error={errors.token} />
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

type Audience = OfferDraft["audience"];

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
          <NumberField
            label="Number of seats"
            value={value.supply}
            onChange={(supply) => onChange({ supply })}
            error={errors.supply}
            className="pl-8 sm:max-w-64"
          />
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
            <MomentField
              label="Opens"
              empty="Empty: at once."
              value={value.opens}
              onChange={(opens) => onChange({ opens })}
              error={errors.opens}
            />
            <MomentField
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

/** When licences begin. */
export function StartFields({ value, onChange, errors }: SaleFieldsProps) {
  return (
    <div className="grid gap-4">
      <Switch
        checked={value.later}
        onChange={(event) => onChange({ later: event.target.checked })}
        label="Licences start later than at their sale"
        hint="Such as a season, or after a licence that is in force ends. Who buys after the start begins at once."
      />
      {value.later ? (
        <MomentField
          label="Start"
          empty="Choose when."
          value={value.starts}
          onChange={(starts) => onChange({ starts })}
          error={errors.starts}
          className="sm:max-w-80"
        />
      ) : null}
    </div>
  );
}

type DealFieldsProps = {
  value: DealForm;
  onChange: (patch: Partial<DealForm>) => void;
  errors: ParsedDeal["errors"];
};

/** For whom a quote is, for how many seats, and until when it holds. */
export function DealFields({ value, onChange, errors }: DealFieldsProps) {
  return (
    <div className="grid gap-5">
      <AccountField
        label="Account of the buyer"
        hint="Only this account can use the quote. Ask the buyer for it."
        value={value.buyer}
        onChange={(buyer) => onChange({ buyer })}
        error={errors.buyer}
      />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <NumberField
          label="Seats"
          hint="Each at the price above."
          value={value.seats}
          onChange={(seats) => onChange({ seats })}
          error={errors.seats}
        />
        <MomentField
          label="Holds until"
          empty="Empty: until you cancel it."
          value={value.expires}
          onChange={(expires) => onChange({ expires })}
          error={errors.expires}
        />
      </div>
    </div>
  );
}
