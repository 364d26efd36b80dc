import type { Address } from "viem";
import { Amount } from "../../components/Amount.tsx";
import { Facts } from "../../components/Facts.tsx";
import { useIndex } from "../../lib/index/useIndex.ts";
import { AccountAnswer } from "./AccountAnswer.ts";

/** What an account has a share in, has taken out, and got for sublicences. */
export function AccountMoney({ account }: { account: Address }) {
  const { data, error } = useIndex({ path: `/v1/accounts/${account}`, schema: AccountAnswer });
  if (error) return <p className="text-warn">What the account took out cannot be said now. {error.message}</p>;
  if (!data) return null;
  return (
    <Facts
      facts={[
        { label: "Works it holds taken shares of", value: data.unitsOf.toLocaleString("en-GB") },
        { label: "Withdrawn from them", value: <Amounts amounts={data.withdrawn} /> },
        {
          label: "Kept of sublicences",
          value: <Amounts amounts={data.proceeds.map(({ currency, credited }) => ({ currency, amount: credited }))} />,
        },
      ]}
    />
  );
}

function Amounts({ amounts }: { amounts: readonly { currency: Address; amount: bigint }[] }) {
  const some = amounts.filter(({ amount }) => amount > 0n);
  if (some.length === 0) return "Nothing";
  return some.map(({ currency, amount }) => (
    <span key={currency} className="block">
      <Amount amount={amount} currency={currency} />
    </span>
  ));
}
