import type { Address } from "viem";
import { licencesAbi } from "../abi/generated.ts";
import { ColophonError } from "../model/errors.ts";
import { formatId, isSameAddress, splitLicenceId } from "../model/ids.ts";
import { territoryOf } from "../terms/territories.ts";
import { purposeOf, useOf } from "../terms/uses.ts";
import { type Delivery, DeliveryRefused, type DeliveryRequest, refusals, refuseDelivery } from "../vault/delivery.ts";
import { type VaultRecord, vaultDigestOf, vaultUriOf } from "../vault/record.ts";
import { type BlockRef, type Finding, isMissingToken, type ReadContext, readAtHead, readHead } from "./finding.ts";
import { type LicensedAnswer, licensedAt } from "./rights.ts";
import { type WorkVersion, workAt } from "./works.ts";

/** What the chain says about somebody's right to a work's files. */
export type Entitlement = {
  /** The newest block, which the clock is held against. */
  head: BlockRef;
  /** The block that was asked, as many before it as were wanted. */
  block: BlockRef;
  holder: Address;
  /** Those that were not passed on to sublicensees. */
  seats: number;
  start: number;
  endsAt: number;
  answer: LicensedAnswer;
};

export type EntitlementRules = {
  /** The time by the clock of whoever gives the key, in seconds since 1970. */
  now: number;
  /** How many blocks must stand on the one that is asked: against a purchase that is taken back by the chain. */
  confirmations?: number;
  /** How old the newest block may be, in seconds, before nothing is given: a node that is behind sees no end. */
  staleAfter?: number;
};

/** A clock may be ahead of a block by as much as `staleAfter`, and behind it by a minute. */
const clockTolerance = 60;

/** A request whose words are known. Throws a DeliveryRefused for a use, a purpose or a territory that is none. */
function intendedOf({ use, purpose, territory, field }: DeliveryRequest) {
  try {
    return { use: useOf(use).id, purpose: purposeOf(purpose).id, territory: territoryOf(territory).code, field };
  } catch (error) {
    if (error instanceof ColophonError) throw refuseDelivery("not a request", error.shortMessage);
    throw error;
  }
}

/**
 * That an account holds a live licence which covers what it asks for, as the contract says at a recent block: what each
 * key that is given rests on. Throws a DeliveryRefused that says why not, also where the chain could not be asked.
 */
export async function readEntitlement(
  context: ReadContext,
  request: DeliveryRequest,
  { now, confirmations = 0, staleAfter = 180 }: EntitlementRules,
): Promise<Entitlement> {
  const intended = intendedOf(request);
  const { account, licence: id } = request;
  const { client, deployment } = context;
  const asked = await asking(async () => {
    const head = await readHead(client, deployment);
    const number = Math.max(0, head.number - confirmations);
    const before = confirmations === 0 ? undefined : await client.getBlock({ blockNumber: BigInt(number) });
    const block = before ? { number, hash: before.hash, time: Number(before.timestamp) } : head;
    const of = {
      address: deployment.contracts.licences.address,
      abi: licencesAbi,
      blockNumber: BigInt(number),
    } as const;
    try {
      const [licence, passedOn, answer] = await Promise.all([
        client.readContract({ ...of, functionName: "licenceOf", args: [id] }),
        client.readContract({ ...of, functionName: "seatsPassedOn", args: [id] }),
        licensedAt(context, { account, licence: id, ...intended, time: Math.max(head.time, now) }, block),
      ]);
      return { head, block, licence, passedOn, answer };
    } catch (error) {
      if (isMissingToken(error)) return { head, block };
      throw error;
    }
  });
  const { head, block, licence, passedOn = 0, answer } = asked;
  const seen = { block: head.number, time: head.time, now };
  if (head.time > now + clockTolerance) throw refuseDelivery("clock behind", seen);
  if (head.time < now - staleAfter) throw refuseDelivery("stale block", seen);
  if (licence === undefined || answer === undefined) throw refuseDelivery("no such licence", { block: block.number });
  const { holder, start, endsAt } = licence;
  const reason = isSameAddress(holder, account) ? answer.reason : "not the holder";
  switch (reason) {
    case "licensed":
      return { head, block, holder, seats: licence.seats - passedOn, start, endsAt, answer };
    case "not the holder":
      throw refuseDelivery(reason, { account, holder });
    case "no such licence":
      throw refuseDelivery(reason, { block: block.number });
    case "use not covered":
      throw refuseDelivery(reason, { use: intended.use });
    case "purpose not covered":
      throw refuseDelivery(reason, { purpose: intended.purpose });
    case "territory not covered":
      throw refuseDelivery(reason, { territory: intended.territory });
    case "not started":
      throw refuseDelivery(reason, { start });
    case "expired":
      throw refuseDelivery(reason, { end: endsAt });
    case "field not covered":
    case "terminated":
    case "surrendered":
      throw refuseDelivery(reason);
  }
}

async function asking<Value>(ask: () => Promise<Value>): Promise<Value> {
  try {
    return await ask();
  } catch (cause) {
    throw new DeliveryRefused("no answer of the chain", refusals["no answer of the chain"](), { cause });
  }
}

/** What a delivery says but for its key, from what was asked for and what the chain said. */
export function deliveryFactsOf(
  { deployment }: Pick<ReadContext, "deployment">,
  { account, licence, recipient, ...intended }: DeliveryRequest,
  { record, entitlement, now }: { record: VaultRecord; entitlement: Entitlement; now: number },
): Omit<Delivery, "key"> {
  return {
    chainId: deployment.chainId,
    licences: deployment.contracts.licences.address,
    ...{ licence, account, recipient, intended },
    record: vaultDigestOf(record),
    block: entitlement.block,
    time: now,
  };
}

/** Whether a record is of a work that is registered, and whether the work's description names this very record. */
export type VaultStanding = { version: WorkVersion; named: boolean };

/** The registration that the files of a record lead to; "not found" if the work has no version with its content root. */
export function readVaultStanding(context: ReadContext, record: VaultRecord): Promise<Finding<VaultStanding>> {
  return readAtHead(context, async (block) => {
    const { chainId, contracts } = context.deployment;
    if (record.chainId !== chainId || !isSameAddress(record.works, contracts.works.address)) {
      throw new ColophonError(
        `The record is of chain ${record.chainId} and the register ${record.works}, but this is chain ${chainId} and ${contracts.works.address}. Ask a node of the record's chain.`,
      );
    }
    const work = await workAt(context, record.work, block);
    const version = work?.versions.findLast(({ contentRoot }) => contentRoot === record.contentRoot);
    if (work === undefined || version === undefined) return undefined;
    const delivery = work.metadata.status === "found" ? work.metadata.value.delivery : undefined;
    return { version, named: delivery !== undefined && delivery.record === vaultUriOf(record) };
  });
}

/** Throws a ColophonError that says what differs unless a licence is of the work that a record is of. */
export function checkSameWork(record: VaultRecord, licence: bigint): void {
  const { work } = splitLicenceId(licence);
  if (work === record.work) return;
  throw new ColophonError(
    `The licence is of work ${formatId(work, "work")}, and the files are of work ${formatId(record.work, "work")}. Choose the record of the licence's work.`,
  );
}
