import { useId } from "react";
import type { Address } from "viem";
import { Amount } from "../../flow/Amount.tsx";
import { FileDigestField } from "../../flow/FileDigestField.tsx";
import { AmountField } from "../../flow/fields.tsx";
import { Checkbox, Switch } from "../../ui/field.tsx";
import type { PaymentForm, parsePaymentForm } from "./report.ts";

type PaymentFieldsProps = {
  value: PaymentForm;
  onChange: (change: Partial<PaymentForm>) => void;
  errors: ReturnType<typeof parsePaymentForm>["errors"];
  /** What is due. */
  debt: bigint;
  /** What of it was due before a report, so that anybody may pay it meanwhile. */
  older?: bigint;
  currency: Address;
  symbol: string | undefined;
  /** Whether nothing may be paid now: with a report, and not where paying is all there is to do. */
  later: boolean;
};

/** How much of a debt is paid now, and what of it was withheld as tax. */
export function PaymentFields({
  value,
  onChange,
  errors,
  debt,
  older = 0n,
  currency,
  symbol,
  later,
}: PaymentFieldsProps) {
  const name = useId();
  const choice = (pay: PaymentForm["pay"], label: React.ReactNode, hint?: string) => (
    <Checkbox
      type="radio"
      name={name}
      checked={value.pay === pay}
      onChange={() => onChange({ pay })}
      label={label}
      {...(hint ? { hint } : {})}
    />
  );
  return (
    <div className="grid gap-5">
      <fieldset className="grid gap-3">
        <legend className="mb-2 font-medium">What you pay now</legend>
        {choice(
          "all",
          <>All that is due</>,
          older > 0n
            ? "If somebody else pays a part of what was due before, this is refused as a whole and nothing is paid. Then look again: the amount is read anew."
            : undefined,
        )}
        {older > 0n
          ? choice(
              "added",
              <>What this report adds</>,
              "This goes through whatever others pay meanwhile. What was due before can be paid afterwards, apart.",
            )
          : null}
        {choice("other", <>Another amount</>, "What you do not pay stays a debt that everybody can see.")}
        {later ? choice("later", <>Nothing now</>, "It stays a debt that everybody can see.") : null}
        {value.pay === "other" ? (
          <AmountField
            label="Amount"
            value={value.amount}
            onChange={(amount) => onChange({ amount })}
            symbol={symbol}
            error={value.amount ? errors.amount : undefined}
            className="pl-8 sm:max-w-64"
          />
        ) : null}
      </fieldset>
      <Switch
        checked={value.taxed}
        onChange={(event) => onChange({ taxed: event.target.checked })}
        label="Tax was withheld"
        hint="What you paid to the tax office instead counts as paid, with the digest of its certificate."
      />
      {value.taxed ? (
        <>
          <AmountField
            label="Withheld"
            hint={
              <>
                Of <Amount amount={debt} currency={currency} /> that are due.
              </>
            }
            value={value.withheld}
            onChange={(withheld) => onChange({ withheld })}
            symbol={symbol}
            error={value.withheld ? errors.withheld : undefined}
            className="sm:max-w-64"
          />
          <FileDigestField
            label="Certificate of the tax"
            title="Drop the certificate here"
            hint="It is read on this device and stays there; only its SHA-256 is published."
            value={value.certificate}
            onChange={(certificate) => onChange({ certificate })}
            error={value.withheld ? errors.certificate : undefined}
          />
        </>
      ) : null}
    </div>
  );
}
