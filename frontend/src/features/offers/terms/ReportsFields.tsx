import { type Address, zeroAddress } from "viem";
import { Field } from "../../../components/Field.tsx";
import { Input } from "../../../components/Input.tsx";
import { Select } from "../../../components/Select.tsx";
import { Switch } from "../../../components/Switch.tsx";
import { Clause } from "../../../components/terms/Clause.tsx";
import { useActiveChain } from "../../../lib/chain/useActiveChain.ts";
import { TokenNote } from "../price/TokenNote.tsx";
import type { ChosenCurrency } from "../price/useChosenCurrency.ts";
import type { FieldsProps } from "./FieldsProps.ts";
import { periods } from "./periods.ts";

/** Running royalties: what a buyer reports, how often, and what they owe for it; and the share of sublicences. */
export function ReportsFields({ value, onChange, errors, shown, chosen }: FieldsProps & { chosen: ChosenCurrency }) {
  const chain = useActiveChain();
  const { currency } = chosen;
  const symbol = currency ? <bdi>{currency.symbol}</bdi> : undefined;
  const money = (field: "perUnit" | "minimum" | "cap", label: string, hint: string) => (
    <Field label={label} hint={hint} error={errors[field]} optional>
      <Input
        value={value[field]}
        onChange={(event) => onChange({ [field]: event.target.value })}
        inputMode="decimal"
        autoComplete="off"
        suffix={symbol}
      />
    </Field>
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
            <Field label="Days in a period" error={errors.ownPeriod}>
              <Input
                value={value.ownPeriod}
                onChange={(event) => onChange({ ownPeriod: event.target.value })}
                inputMode="numeric"
                autoComplete="off"
              />
            </Field>
          ) : null}
        </div>
      ) : null}
      {errors.ownPeriod ? null : <Clause field="period" terms={shown} />}
      {value.reports || value.sublicensing > 0 ? (
        <>
          <Field
            label={value.reports ? "Share of revenue" : "Share of the price of sublicences"}
            hint={
              value.reports && value.sublicensing > 0
                ? "Of the revenue they report, and of the price of each sublicence they sell."
                : value.reports
                  ? "Of the revenue they report."
                  : "Goes to the work's holders at each sale. Empty for nothing."
            }
            error={errors.revenue}
            className="sm:max-w-80"
          >
            <Input
              value={value.revenue}
              onChange={(event) => onChange({ revenue: event.target.value })}
              inputMode="decimal"
              autoComplete="off"
              suffix="%"
            />
          </Field>
          {errors.revenue ? null : <Clause field="revenueShare" terms={shown} />}
        </>
      ) : null}
      {value.reports ? (
        <>
          <Field label="Currency of reports" hint="Revenue is reported and paid for in it." className="sm:max-w-80">
            <Select
              value={value.currency}
              onChange={(event) => onChange({ currency: event.target.value as Address | "other" })}
            >
              <option value={zeroAddress}>
                {chain.currency.name} ({chain.currency.symbol})
              </option>
              {chain.tokens.map(({ address, name, symbol: short }) => (
                <option key={address} value={address}>
                  {name} ({short})
                </option>
              ))}
              <option value="other">Another token…</option>
            </Select>
          </Field>
          {value.currency === "other" ? (
            <>
              <Field label="Address of the token for reports" required error={errors.token}>
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
