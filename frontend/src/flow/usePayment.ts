import { isSameAddress } from "@colophon/sdk";
import { type PaymentStep, paymentPlan } from "@colophon/sdk/calls";
import { type PermitData, readAllowance, readPermit } from "@colophon/sdk/read";
import { skipToken, useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { type Address, decodeAbiParameters, encodeFunctionData, erc20Abi, zeroAddress } from "viem";
import { useConfig, useConnection } from "wagmi";
import { useActiveChain } from "../lib/chain.ts";
import type { ChainClient } from "../lib/chainClient.ts";
import { priceInWords, useBalanceOf, useCurrency } from "../lib/currency.ts";
import type { TransactionCall } from "../lib/transactions/plan.ts";
import { isPending, useTransactions } from "../lib/transactions/record.ts";
import { useChainClient, useReadContext } from "../lib/useFinding.ts";
import type { SignedPermit } from "./PermitStep.tsx";

const halfHour = 1_800;

/** The last second at which a payment may be mined: half an hour to an hour from now, the same for half an hour. */
export function deadlineOf(now: number): number {
  return (Math.floor(now / halfHour) + 2) * halfHour - 1;
}

export type PaymentParameters = {
  /** As of the button that pays: see TransactionButton. */
  intent: string;
  /** An ERC-20 token, or the zero address for the chain's coin. */
  currency: Address;
  /** Exactly what will be taken. */
  amount: bigint;
  /** What it is for, such as "this licence". */
  purpose: string;
  /** What the money is for; undefined while the form is not complete. Memoise it. */
  pay: TransactionCall | undefined;
  /** What goes before it in the same transaction, such as publishing a quote. Memoise it. */
  before?: readonly TransactionCall[];
  /** What else the amount is for, in the same transaction, such as other licences. Memoise it. */
  also?: readonly TransactionCall[];
  /** What counts as now, in seconds since 1970. */
  time: number;
  /** Who takes a token; the Royalties contract when missing. Only that one takes permits. */
  spender?: Address;
};

const nothing: readonly TransactionCall[] = [];

/**
 * One plan for whatever is paid: allowance or permit or one prompt for all, an old allowance set back first where the
 * token wants that, whether the token's name can be believed, and whether there is enough. See PaymentNotices and
 * PaymentPermit for what the page shows of it.
 */
export function usePayment(parameters: PaymentParameters) {
  const { intent, currency, amount, purpose, pay, before = nothing, also = nothing, time, spender } = parameters;
  const { deployment } = useActiveChain();
  const { address } = useConnection();
  const state = useCurrency(currency);
  const balance = useBalanceOf(address, currency);
  const inToken = !isSameAddress(currency, zeroAddress) && amount > 0n;
  const allowance = useAllowance(address, currency, amount, spender);
  const arriving = useArrivingAmount(address, currency, amount);
  const underWay = useTransactions().some((each) => each.intent === intent && isPending(each));
  const [tokenRead, setTokenRead] = useState(false);
  const [stepByStep, setStepByStep] = useState(false);
  const [signed, setSigned] = useState<SignedPermit | undefined>();
  const deadline = deadlineOf(time);

  const listed = amount === 0n || (state.status === "known" && state.currency.listed);
  const short = balance.data !== undefined && balance.data < amount;
  const price = priceInWords(amount, currency, state);
  // Once it is a step of the plan it stays one: "step 2 of 3" must not become "step 1 of 2".
  const [resets, setResets] = useState(false);
  const resetNow = allowance.data?.resetFirst === true;
  useEffect(() => {
    if (resetNow) setResets(true);
  }, [resetNow]);
  const allowed = allowance.data?.allowed;
  const enough = allowed !== undefined && allowed >= amount;

  const asksPermit = inToken && !enough && !resetNow && spender === undefined;
  const permitData = usePermit(address, currency, asksPermit);
  // One prompt for allowance and payment is better than a signature and a prompt. A wallet that would have to change
  // the account for it is asked only if the token knows no permit.
  const atomic = useAtomicCalls();
  const permittable =
    asksPermit && !stepByStep && (atomic === "ready" || atomic === "none") ? (permitData.data ?? undefined) : undefined;
  const permit =
    signed &&
    permittable &&
    signed.owner === address &&
    signed.amount === amount &&
    signed.nonce === permittable.nonce &&
    signed.deadline > time + 60
      ? signed
      : undefined;
  // What cannot be read is not waited for: then the plain way is tried, and says itself what is wrong.
  const reading = inToken && (allowance.isLoading || (asksPermit && (permitData.isLoading || atomic === "reading")));
  const blocked = short || (!listed && !tokenRead);

  const calls = useMemo(() => {
    if (!pay || !address || reading || blocked || (permittable && !permit)) return undefined;
    const plan = paymentPlan(deployment, {
      currency,
      amount,
      allowance: { allowed: 0n, resetFirst: resets },
      permit: permit && { deadline: BigInt(permit.deadline), signature: permit.signature },
      spender,
      pay: pay.call,
    });
    const says = `Allow exactly ${price} to be taken for ${purpose}, and not more.`;
    const stepOf = ({ kind, call }: PaymentStep): readonly TransactionCall[] => {
      switch (kind) {
        case "pay":
          return permit ? [pay, ...also] : [...before, pay, ...also];
        case "permit":
          return [...before, { call, says }];
        case "allow":
          return [{ call, says, isDone: (client) => isAllowed(client, { owner: address, currency, amount, call }) }];
        case "reset": {
          const old = priceInWords(allowed ?? 0n, currency, state);
          return [
            {
              call,
              says: `Set the old allowance of ${old} back to 0, which this token wants first.`,
              isDone: (client) => isAllowed(client, { owner: address, currency, amount, call, orNothing: true }),
            },
          ];
        }
      }
    };
    return plan.flatMap(stepOf);
  }, [
    pay,
    address,
    reading,
    blocked,
    permittable,
    permit,
    deployment,
    currency,
    amount,
    spender,
    resets,
    price,
    purpose,
    before,
    also,
    allowed,
    state,
  ]);

  return {
    currency,
    state,
    amount,
    /** The amount in words, with its currency. */
    price,
    purpose,
    deadline,
    balance,
    short,
    listed,
    tokenRead,
    setTokenRead,
    /** What somebody gets of it, if the token keeps a part for itself. */
    arriving,
    /** What is allowed to be taken of the token already. */
    allowed,
    underWay,
    permittable,
    permit,
    setSigned,
    insteadOfPermit: atomic === "ready" ? "Do both in one prompt instead" : "Use two transactions instead",
    onInsteadOfPermit: () => setStepByStep(true),
    account: address,
    /** What the person can still do, in a sentence. */
    todo:
      !listed && !tokenRead ? "Check the token and tick the box." : short ? "Add to your account first." : undefined,
    calls,
  };
}

export type Payment = ReturnType<typeof usePayment>;

type IsAllowedParameters = {
  owner: Address;
  currency: Address;
  amount: bigint;
  call: TransactionCall["call"];
  /** Whether nothing is as good. */
  orNothing?: boolean;
};

/** Whether as much is allowed as an approval would allow; a token that does not say is asked to take it again. */
async function isAllowed(client: ChainClient, parameters: IsAllowedParameters): Promise<boolean> {
  const { owner, currency, amount, call, orNothing = false } = parameters;
  try {
    const allowed = await client.readContract({
      address: currency,
      abi: erc20Abi,
      functionName: "allowance",
      args: [owner, call.args[0] as Address],
    });
    return allowed >= amount || (orNothing && allowed === 0n);
  } catch {
    return false;
  }
}

/** What an account has allowed to be taken of a token, and whether it has to be set back first. */
function useAllowance(account: Address | undefined, currency: Address, amount: bigint, spender: Address | undefined) {
  const { id } = useActiveChain();
  const context = useReadContext();
  return useQuery({
    queryKey: ["chain", id, "allowance", currency, account, amount.toString(), spender],
    refetchInterval: 15_000,
    retry: false,
    queryFn:
      account && !isSameAddress(currency, zeroAddress)
        ? async () => {
            const found = await readAllowance(context, { owner: account, currency, amount, spender });
            return found.status === "found" ? found.value : null;
          }
        : skipToken,
  });
}

/** How much of an amount arrives, where a token keeps a part of each transfer; undefined if all does, or nobody knows. */
function useArrivingAmount(account: Address | undefined, currency: Address, amount: bigint): bigint | undefined {
  const { id, deployment, tokens } = useActiveChain();
  const client = useChainClient();
  const known = isSameAddress(currency, zeroAddress) || tokens.some(({ address }) => isSameAddress(address, currency));
  const { data } = useQuery({
    queryKey: ["chain", id, "arriving", currency, account, amount.toString()],
    retry: false,
    staleTime: 60_000,
    queryFn:
      account && !known && amount > 0n
        ? async () => {
            const to = deployment.contracts.royalties.address;
            const look = encodeFunctionData({ abi: erc20Abi, functionName: "balanceOf", args: [to] });
            const move = encodeFunctionData({ abi: erc20Abi, functionName: "transfer", args: [to, amount] });
            try {
              const [block] = await client.simulateBlocks({
                blocks: [{ calls: [look, move, look].map((data) => ({ account, to: currency, data })) }],
              });
              const [before, moved, after] = (block?.calls ?? []) as { status: string; data: `0x${string}` }[];
              if (!before || !after || moved?.status !== "success") return null;
              const [had] = decodeAbiParameters([{ type: "uint256" }], before.data);
              const [has] = decodeAbiParameters([{ type: "uint256" }], after.data);
              return has - had;
            } catch {
              return null;
            }
          }
        : skipToken,
  });
  return data !== undefined && data !== null && data < amount ? data : undefined;
}

/** An account that delegates to code (EIP-7702) still signs as an account. */
const delegated = "0xef0100";

/** What an account needs to sign a permit for a token; null if the token takes none, or the account is a contract. */
function usePermit(account: Address | undefined, currency: Address, enabled: boolean) {
  const { id } = useActiveChain();
  const context = useReadContext();
  return useQuery({
    queryKey: ["chain", id, "permit", currency, account],
    enabled: enabled && account !== undefined && currency !== zeroAddress,
    queryFn: async (): Promise<PermitData | null> => {
      const owner = account ?? zeroAddress;
      const [code = "0x", permit] = await Promise.all([
        context.client.getCode({ address: owner }),
        readPermit(context, { currency, owner }),
      ]);
      const signs = code === "0x" || code.startsWith(delegated);
      return signs && permit.status === "found" ? permit.value : null;
    },
  });
}

/**
 * - supported: the wallet does several calls together or not at all (EIP-5792)
 * - ready: it can, after the person lets it change the account once (EIP-7702)
 * - none: one call at a time
 * - reading: not known yet
 */
type AtomicCalls = "supported" | "ready" | "none" | "reading";

/** A wallet that does not even answer is taken for one that cannot. */
const patience = 3_000;

/** Whether the connected wallet can do several calls in one prompt. */
export function useAtomicCalls(): AtomicCalls {
  const config = useConfig();
  const { id: chainId } = useActiveChain();
  const { address: account, connector, chainId: walletChainId } = useConnection();
  const { data } = useQuery({
    queryKey: ["atomic", chainId, account, connector?.uid],
    enabled: account !== undefined && connector !== undefined && walletChainId === chainId,
    staleTime: 60_000,
    retry: false,
    queryFn: async (): Promise<AtomicCalls> => {
      const { getCapabilities } = await import("../lib/getWallet.ts");
      const silence = new Promise<undefined>((resolve) => setTimeout(resolve, patience, undefined));
      const asked = getCapabilities(config, { account, chainId, connector }).catch(() => undefined);
      const status = (await Promise.race([asked, silence]))?.atomic?.status;
      return status === "supported" || status === "ready" ? status : "none";
    },
  });
  if (data) return data;
  return account === undefined ? "none" : "reading";
}
