import { stampCall } from "@colophon/sdk/calls";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useRef } from "react";
import { keccak256, stringToHex, zeroAddress } from "viem";
import { Amount } from "../../flow/Amount.tsx";
import { useOnScreen } from "../../lib/browser.ts";
import { useActiveChain } from "../../lib/chain.ts";
import { formatNumber } from "../../lib/format.ts";
import { useChainClient } from "../../lib/useFinding.ts";

/** What the network would take for a stamp right now, tried out on the chain and not sent. */
function useStampCost(enabled: boolean) {
  const { id, deployment } = useActiveChain();
  const client = useChainClient();
  return useQuery({
    queryKey: ["chain", id, "stamp-cost"],
    enabled,
    staleTime: 60_000,
    queryFn: async () => {
      // Any 32 bytes that nobody stamped cost the same.
      const commitment = keccak256(stringToHex(`what does a stamp cost in ${id}?`));
      const [gas, price] = await Promise.all([
        client.estimateContractGas({ ...stampCall(deployment, { commitment }), account: zeroAddress } as never),
        client.getGasPrice(),
      ]);
      return { gas, price };
    },
  });
}

/** What it costs, before anybody connects anything. */
export function Costs() {
  const { name } = useActiveChain();
  const element = useRef<HTMLElement>(null);
  const { data } = useStampCost(useOnScreen(element));
  return (
    <section
      ref={element}
      aria-labelledby="home-costs"
      className="grid gap-x-12 gap-y-5 border-rule border-t pt-10 lg:grid-cols-[1fr_2fr]"
    >
      <h2 id="home-costs" className="text-3xl">
        What it costs
      </h2>
      <dl className="grid gap-x-8 gap-y-4 sm:grid-cols-[minmax(0,14rem)_minmax(0,1fr)]">
        <Cost what="Looking up, verifying, reading">Nothing, and no account.</Cost>
        <Cost what="Our fee">None. The contracts have no owner and take nothing of a sale.</Cost>
        <Cost what="Stamping a file, or 1,000 at once">
          {data ? (
            <>
              The network’s fee, on {name} right now{" "}
              <Amount amount={data.gas * data.price} currency={zeroAddress} about={8} />{" "}
              <span className="text-soft">({formatNumber(data.gas)} gas).</span>
            </>
          ) : (
            "The network’s fee, which this page shows before you sign."
          )}
        </Cost>
        <Cost what="Registering, offering, buying">
          The network’s fee for each. It is shown, with everything that will happen, before you sign.
        </Cost>
      </dl>
    </section>
  );
}

function Cost({ what, children }: { what: string; children: ReactNode }) {
  return (
    <>
      <dt className="font-medium">{what}</dt>
      <dd className="-mt-3 sm:mt-0">{children}</dd>
    </>
  );
}
