import type { Address } from "viem";
import type { ReadContext } from "../chain/ReadContext.ts";
import { formatId } from "../ids/formatId.ts";
import { blockBefore } from "./blockBefore.ts";
import type { DocumentRow, StatementDocument } from "./Document.ts";
import { documentHead } from "./documentHead.ts";
import { grantsAt } from "./grantsAt.ts";
import { registerRows, registerSections } from "./registerSections.ts";
import { StatementError } from "./StatementError.ts";

export type ReadRegisterParameters = {
  /** All that this account ever granted, */
  licensor?: Address | undefined;
  /** or all licences of this work. With both: what the account granted of the work. */
  work?: bigint | undefined;
  /** Seconds since 1970: as the register stood then; as it stands now if missing. */
  until?: number | undefined;
};

/**
 * The register of licences: what was granted to whom, on which terms, what it cost, what was reported and what is owed.
 *
 * @throws {StatementError} if neither licensor nor work is named, and viem's errors when the node can't be reached.
 */
export async function readRegister(
  context: ReadContext,
  { licensor, work, until }: ReadRegisterParameters,
): Promise<StatementDocument> {
  if (licensor === undefined && work === undefined) {
    throw new StatementError("Name a licensor or a work: a register is about what somebody granted, or of a work.");
  }
  const block = await blockBefore(context, until);
  const head = documentHead(context.deployment, {
    kind: "register",
    title: "Licence register",
    subject: { ...(licensor && { licensor }), ...(work !== undefined && { work: formatId(work, "work") }) },
    block,
    sections: registerSections,
    period: { from: undefined, until },
    limits: ["Licences that were agreed without the contracts are not in it."],
  });
  async function* rows(): AsyncGenerator<DocumentRow, void> {
    yield* registerRows(await grantsAt(context, { licensor, works: work === undefined ? undefined : [work] }, block));
  }
  return { head, rows: rows() };
}
