import type { Hex } from "viem";
import { initCodeHashes } from "../abi/initCodeHashes.ts";
import { licenceStateOf } from "../chain/licenceStateOf.ts";
import type { Bundle } from "./Bundle.ts";
import type { DecodedLicence } from "./decodeLicence.ts";
import { type LicenceLink, licenceChain } from "./licenceChain.ts";
import type { VerdictLicence, VerdictRecord, VerdictState } from "./Verdict.ts";

export type FoundLicences = {
  licences: VerdictLicence[];
  /** The storage, of the given states, from which they were read. */
  slots: ReadonlySet<VerdictState["storage"][number]>;
};

/**
 * What the proved states say of licences: of those whose sale is among the proved records, and of the licences above
 * them. Only where the contract's code is that of this release, since another may keep them elsewhere.
 */
export function findLicences(
  bundle: Bundle,
  records: readonly VerdictRecord[],
  states: readonly VerdictState[],
): FoundLicences {
  const licences: VerdictLicence[] = [];
  const slots = new Set<VerdictState["storage"][number]>();
  const contract = bundle.contracts.find(({ name }) => name === "licences");
  if (contract?.initCodeHash !== initCodeHashes.licences) return { licences, slots };
  const sold = records.filter((record) => record.contract === "licences" && record.event === "LicenceSold");
  const numbers = new Set(sold.map(({ values }) => BigInt(values.licence ?? 0)));
  const times = new Map(bundle.blocks.map(({ number, time }) => [number, time]));
  for (const { address, block, storage } of states) {
    if (address !== contract.address) continue;
    const read = (slot: Hex) => {
      const found = storage.find((known) => known.slot === slot);
      if (found) slots.add(found);
      return found && BigInt(found.value);
    };
    const told = new Set<bigint>();
    for (const number of numbers) {
      const chain = licenceChain(number, read);
      chain.forEach(({ id, licence }, position) => {
        if (told.has(id)) return;
        told.add(id);
        if (licence === null) licences.push({ block, licence: id.toString(), exists: false });
        else {
          const { parent, ...rest } = licence;
          licences.push({
            block,
            licence: id.toString(),
            exists: true,
            ...rest,
            ...(parent !== undefined && { parent: parent.toString() }),
            ...deedOf(licence, records),
            ...standingOf(chain.slice(position), times.get(block) ?? 0),
          });
        }
      });
    }
  }
  return { licences, slots };
}

/** As the contract decides, from below: the first that is not running. Nothing if something that decides is not shown. */
function standingOf(
  chain: readonly LicenceLink[],
  time: number,
): Pick<VerdictLicence & { exists: true }, "state" | "decisive"> {
  for (const { id, licence } of chain) {
    if (licence?.end === undefined) return {};
    const state = licenceStateOf({ ...licence, end: licence.end, time });
    if (state !== "running") return { state, decisive: id.toString() };
    if (!licence.isSublicence) return { state, decisive: chain[0]?.id.toString() };
  }
  return {};
}

function deedOf({ terms }: DecodedLicence, records: readonly VerdictRecord[]): { deed?: Hex } {
  const defined = records.find(
    ({ contract, event, values }) => contract === "terms" && event === "TermsDefined" && values.id === terms,
  );
  const { deed } = JSON.parse(defined?.values.terms ?? "{}") as { deed?: Hex };
  return deed === undefined ? {} : { deed };
}
