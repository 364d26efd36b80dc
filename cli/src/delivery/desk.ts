import { formatId, splitLicenceId } from "@colophon/sdk";
import {
  deliveryFactsOf,
  type Entitlement,
  type EntitlementRules,
  type ReadContext,
  readEntitlement,
} from "@colophon/sdk/read";
import {
  type Delivery,
  type DeliveryRequest,
  lockKey,
  parseRecipient,
  refuseDelivery,
  VaultError,
} from "@colophon/sdk/vault";
import type { Hex } from "viem";
import { UsageError } from "../Command.ts";
import { keyOfVault, type Vault } from "../vault/vaultFolder.ts";
import { isMarked, type Marking, makeCopies, marksAny } from "./copies.ts";
import type { DeliveryLog, LogEntry } from "./log.ts";

export type DeskParameters = {
  vaults: ReadonlyMap<bigint, Vault>;
  /** The owner's keys of age, which unlock those of the vaults. */
  keys: readonly string[];
  context: ReadContext;
  log: DeliveryLog;
  rules: Omit<EntitlementRules, "now">;
  /** Seconds since 1970. */
  now: () => number;
  /** How licensees get copies of their own, if they do, and where the encrypted copies go. */
  copies?: { marking: Marking; folder: string; nameOf: (at: number, path: string, cipher: Hex) => string } | undefined;
};

type Delivered = { delivery: Delivery; entry: { number: number; hash: Hex } };

export type Desk = {
  vaultOf: (licence: bigint) => Vault;
  /** That the request would be answered, without giving anything. Throws a DeliveryRefused. */
  check: (request: DeliveryRequest) => Promise<Entitlement>;
  /** Gives the key, once it is in the log. Throws a DeliveryRefused. */
  deliver: (request: DeliveryRequest, asked?: LogEntry["asked"]) => Promise<Delivered>;
};

/**
 * The one way by which keys leave: by the server and by hand. The chain is asked, seats are counted, the log is written,
 * and only then is there a key, encrypted to the licensee. The keys of the vaults are unlocked for each delivery anew and
 * are never written anywhere.
 */
export async function openDesk({ vaults, keys, context, log, rules, now, copies }: DeskParameters): Promise<Desk> {
  for (const vault of vaults.values()) {
    await keyOfVault(vault, keys);
    const { chainId, works, work } = vault.record;
    const { deployment } = context;
    if (chainId !== deployment.chainId || works.toLowerCase() !== deployment.contracts.works.address.toLowerCase()) {
      throw new UsageError(
        `${vault.path} is of work ${formatId(work, "work")} on chain ${chainId}, and the node serves another register. Name the folders of this chain.`,
      );
    }
    const before = vault.record.files.find((file) => log.hasCopiesOf(file.sha256) && !isMarked(copies?.marking, file));
    if (before) {
      throw new UsageError(
        `Marked copies of “${before.path}” were delivered, and now it would go out without a mark. Add --trace <variants> or --mark-with <program>, as before.`,
      );
    }
  }
  const vaultOf = (licence: bigint) => {
    const vault = vaults.get(splitLicenceId(licence).work);
    if (vault === undefined) throw refuseDelivery("no such work");
    return vault;
  };
  const checked = async (request: DeliveryRequest) => {
    vaultOf(request.licence);
    try {
      parseRecipient(request.recipient);
    } catch (error) {
      if (error instanceof VaultError) throw refuseDelivery("not a request", error.shortMessage);
      throw error;
    }
    return readEntitlement(context, request, { ...rules, now: now() });
  };
  const seated = ({ licence, recipient }: DeliveryRequest, { seats }: Entitlement) => {
    const used = log.recipientsOf(licence);
    if (!used.has(recipient) && used.size >= seats) throw refuseDelivery("seats used up", { seats });
  };
  // One after the other: two requests at a time must not take the same seat.
  let turn: Promise<unknown> = Promise.resolve();
  return {
    vaultOf,
    async check(request) {
      const entitlement = await checked(request);
      seated(request, entitlement);
      return entitlement;
    },
    deliver(request, asked) {
      const mine = turn.then(async (): Promise<Delivered> => {
        const vault = vaultOf(request.licence);
        const entitlement = await checked(request);
        seated(request, entitlement);
        const facts = deliveryFactsOf(context, request, { record: vault.record, entitlement, now: now() });
        if (copies && marksAny(copies.marking, vault)) {
          const made = await makeCopies({ vault, licence: request.licence, keys, ...copies });
          const { recipient, files, logged } = made;
          const key = await lockKey(made.key, [request.recipient]);
          const delivery = { ...facts, key, copies: { recipient, files } };
          return { delivery, entry: await log.add(delivery, asked, logged) };
        }
        const key = await lockKey(await keyOfVault(vault, keys), [request.recipient]);
        const delivery = { ...facts, key };
        return { delivery, entry: await log.add(delivery, asked) };
      });
      turn = mine.catch(() => {});
      return mine;
    },
  };
}
