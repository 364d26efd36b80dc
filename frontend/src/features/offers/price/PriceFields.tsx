import { type Address, zeroAddress } from "viem";
import { Checkbox } from "../../../components/Checkbox.tsx";
import { Field, FieldError } from "../../../components/Field.tsx";
import { Input } from "../../../components/Input.tsx";
import { parseAmount } from "../../../components/parseAmount.ts";
import { Select } from "../../../components/Select.tsx";
import { useActiveChain } from "../../../lib/chain/useActiveChain.ts";
import type { PriceForm } from "./PriceForm.ts";
import { TokenNote } from "./TokenNote.tsx";
import type { ChosenCurrency } from "./useChosenCurrency.ts";

export type PriceFieldsProps = {
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
