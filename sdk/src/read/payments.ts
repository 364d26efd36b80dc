import { type Address, erc20Abi, getAbiItem, type Hex, zeroAddress } from "viem";
import { royaltiesAbi } from "../abi/generated.ts";
import { licenceInMemo } from "../model/ids.ts";
import { type BlockRef, type EventRef, type Finding, type ReadContext, readAtHead } from "./finding.ts";
import { getLogsInRanges, withPlaces } from "./logs.ts";

export type Payment = {
  /** An ERC-20 token, or the zero address for ETH. */
  currency: Address;
  payer: Address;
  /** What arrived, in the currency's smallest unit. */
  amount: bigint;
  memo: Hex;
  /** The licence that its memo names, which anyone may write; undefined if it names none of this work. */
  licence: bigint | undefined;
  at: EventRef;
};

const paidEvent = getAbiItem({ abi: royaltiesAbi, name: "Paid" });

/** Everything that was ever paid into a work, the latest first; an empty list if nothing was. */
export function readPayments(context: ReadContext, work: bigint): Promise<Finding<Payment[]>> {
  return readAtHead(context, async (block) => {
    const { address, block: fromBlock } = context.deployment.contracts.royalties;
    const logs = await getLogsInRanges(context.client, {
      address,
      event: paidEvent,
      args: { work },
      fromBlock,
      toBlock: block.number,
    });
    const payments = await withPlaces(context.client, logs);
    return payments
      .map(({ args: { currency, payer, amount, memo }, at }): Payment => {
        return { currency, payer, amount, memo, licence: licenceInMemo(memo, work), at };
      })
      .reverse();
  });
}

/** What moved from a work to one that it is made from. */
export type Settlement = {
  work: bigint;
  parent: bigint;
  /** An ERC-20 token, or the zero address for ETH. */
  currency: Address;
  /** In the currency's smallest unit. */
  amount: bigint;
  at: EventRef;
};

export type Settlements = {
  /** What the work received from works made from it, the latest first. With its payments, all it ever received. */
  received: Settlement[];
  /** What it passed on to the works it is made from, the latest first. */
  passedOn: Settlement[];
};

const settledEvent = getAbiItem({ abi: royaltiesAbi, name: "Settled" });

/** Everything that was ever settled into and out of a work; empty lists if nothing was. */
export function readSettlements(context: ReadContext, work: bigint): Promise<Finding<Settlements>> {
  return readAtHead(context, async (block) => {
    const { client, deployment } = context;
    const { address, block: fromBlock } = deployment.contracts.royalties;
    const read = async (args: { work: bigint } | { parent: bigint }): Promise<Settlement[]> => {
      const logs = await getLogsInRanges(client, {
        address,
        event: settledEvent,
        args,
        fromBlock,
        toBlock: block.number,
      });
      const settlements = await withPlaces(client, logs);
      return settlements.map(({ args, at }) => ({ ...args, at })).reverse();
    };
    const [received, passedOn] = await Promise.all([read({ parent: work }), read({ work })]);
    return { received, passedOn };
  });
}

export type Till = {
  /** Where anyone may simply send money for the work, also before there is code. */
  address: Address;
  /** What waits there to be swept into the work, in each currency that was asked for. */
  balances: { currency: Address; balance: bigint }[];
};

export type ReadTillParameters = {
  work: bigint;
  /** ERC-20 tokens, or the zero address for ETH. */
  currencies: readonly Address[];
};

async function balanceAt({ client }: ReadContext, address: Address, currency: Address, block: BlockRef) {
  const blockNumber = BigInt(block.number);
  if (currency === zeroAddress) return client.getBalance({ address, blockNumber });
  return client.readContract({
    address: currency,
    abi: erc20Abi,
    functionName: "balanceOf",
    args: [address],
    blockNumber,
  });
}

/** A work's own address for plain transfers, and what waits there. */
export function readTill(context: ReadContext, { work, currencies }: ReadTillParameters): Promise<Finding<Till>> {
  return readAtHead(context, async (block) => {
    const address = await context.client.readContract({
      address: context.deployment.contracts.royalties.address,
      abi: royaltiesAbi,
      functionName: "tillOf",
      args: [work],
      blockNumber: BigInt(block.number),
    });
    const balances = await Promise.all(
      currencies.map(async (currency) => ({ currency, balance: await balanceAt(context, address, currency, block) })),
    );
    return { address, balances };
  });
}

export type Proceeds = {
  /** An ERC-20 token, or the zero address for ETH. */
  currency: Address;
  /** What the account was ever credited for sublicences it sold. */
  credited: bigint;
  /** What it has withdrawn. */
  withdrawn: bigint;
  /** What waits for it now. */
  waiting: bigint;
};

const creditedEvent = getAbiItem({ abi: royaltiesAbi, name: "ProceedsCredited" });

/** What an account earned by selling sublicences, in each currency; an empty list if it never did. */
export function readProceeds(context: ReadContext, account: Address): Promise<Finding<Proceeds[]>> {
  return readAtHead(context, async (block) => {
    const { client, deployment } = context;
    const { address, block: fromBlock } = deployment.contracts.royalties;
    const logs = await getLogsInRanges(client, {
      address,
      event: creditedEvent,
      args: { account },
      fromBlock,
      toBlock: block.number,
    });
    const currencies = [...new Set(logs.map(({ args }) => args.currency))];
    return Promise.all(
      currencies.map(async (currency): Promise<Proceeds> => {
        const credited = logs
          .filter(({ args }) => args.currency === currency)
          .reduce((sum, { args }) => sum + args.amount, 0n);
        const waiting = await client.readContract({
          address,
          abi: royaltiesAbi,
          functionName: "proceedsOf",
          args: [account, currency],
          blockNumber: BigInt(block.number),
        });
        return { currency, credited, withdrawn: credited - waiting, waiting };
      }),
    );
  });
}
