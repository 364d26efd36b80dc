import { permitTypedData } from "@colophon/sdk/calls";
import type { PermitData } from "@colophon/sdk/read";
import { Check } from "lucide-react";
import type { Address, Hex } from "viem";
import { useActiveChain } from "../lib/chain.ts";
import { Button } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import { useTypedSignature } from "./useTypedSignature.ts";

/** A signed allowance (ERC-2612) for exactly one purchase. */
export type SignedPermit = { owner: Address; amount: bigint; nonce: bigint; deadline: number; signature: Hex };

type PermitStepProps = {
  permit: PermitData;
  owner: Address;
  amount: bigint;
  /** The amount in words, with its currency, and what it is for. */
  price: string;
  purpose: string;
  /** What follows the signature, as a line. */
  then: string;
  /** The last second at which it counts. */
  deadline: number;
  signed: boolean;
  onSigned: (permit: SignedPermit) => void;
  /** The other way, in words. */
  instead: string;
  onInstead: () => void;
};

/** Lets exactly the price be taken by a signature, so that allowance and purchase are one transaction. */
export function PermitStep(props: PermitStepProps) {
  const { permit, owner, amount, price, purpose, then, deadline, signed, onSigned, instead, onInstead } = props;
  const { deployment } = useActiveChain();
  const { rightChain, asking, problem, sign } = useTypedSignature();
  const ask = async () => {
    const asked = { ...permit, owner, amount, deadline: BigInt(deadline) };
    const signature = await sign(permitTypedData(deployment, asked), { keyOnly: true });
    if (signature) onSigned({ owner, amount, nonce: permit.nonce, deadline, signature });
  };
  const steps = [`Sign that exactly ${price} may be taken for ${purpose}, and not more. It costs nothing.`, then];
  return (
    <div className="grid gap-4">
      <div>
        <p className="mb-2 font-medium">Your wallet will ask for a signature, then for one transaction:</p>
        <ol className="grid gap-2">
          {steps.map((step, index) => {
            const done = index === 0 && signed;
            const current = signed ? index === 1 : index === 0;
            return (
              <li
                key={step}
                aria-current={current ? "step" : undefined}
                className={current ? "flex items-start gap-2" : "flex items-start gap-2 text-soft"}
              >
                <span
                  aria-hidden="true"
                  className="mt-0.5 inline-flex size-5 shrink-0 items-center justify-center rounded-full border border-edge text-xs"
                >
                  {done ? <Check className="size-3.5" /> : index + 1}
                </span>
                <span>
                  {step}
                  {done ? <span className="sr-only"> (done)</span> : null}
                </span>
              </li>
            );
          })}
        </ol>
      </div>
      {signed ? null : (
        <div className="flex flex-wrap items-center gap-3">
          <Button busy={asking} disabled={!rightChain} onClick={ask}>
            {asking ? "Look at your wallet" : `Sign for ${price}`}
          </Button>
          <Button variant="quiet" size="small" onClick={onInstead}>
            {instead}
          </Button>
        </div>
      )}
      {problem ? (
        <Notice tone="warning" urgent>
          <p>{problem}</p>
        </Notice>
      ) : null}
    </div>
  );
}
