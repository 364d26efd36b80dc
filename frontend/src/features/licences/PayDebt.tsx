import { formatId } from "@colophon/sdk";
import { DraftNotice } from "../../flow/DraftNotice.tsx";
import { LeftoverAllowance, PaymentNotices, PaymentPermit } from "../../flow/Payment.tsx";
import { TransactionButton } from "../../flow/TransactionButton.tsx";
import { PaymentFields } from "./PaymentFields.tsx";
import { type Reported, useDebtPayment } from "./reporting.ts";

type PayDebtProps = { licence: Reported; debt: bigint; title: string; time: number };

/** Pays something of what is due for what was reported. */
export function PayDebt({ licence, debt, title, time }: PayDebtProps) {
  const { draft, symbol, paying, intent, pay, payment } = useDebtPayment(licence, debt, time);
  return (
    <div className="grid max-w-2xl gap-5">
      <DraftNotice of={draft} />
      <PaymentFields
        value={draft.value}
        onChange={(change) => draft.set((before) => ({ ...before, ...change }))}
        errors={paying.errors}
        debt={debt}
        currency={licence.compliance.conditions.currency}
        symbol={symbol}
        later={false}
      />
      <PaymentNotices payment={payment} />
      {pay ? <PaymentPermit payment={payment} then="Pay it, in one transaction." /> : null}
      <TransactionButton
        intent={intent}
        title={`Pay what is due under licence ${licence.serial} of “${title}”`}
        calls={pay ? payment.calls : undefined}
        label={payment.amount === 0n ? "Record it" : `Pay ${payment.price}`}
        href={`/licence/${formatId(licence.id, "licence")}`}
        incomplete={payment.todo ?? "Fill in what you pay to go on."}
        onConfirmed={draft.clear}
        repeatable
      />
      <LeftoverAllowance payment={payment} />
    </div>
  );
}
