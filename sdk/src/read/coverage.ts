import type { Address, Hex } from "viem";
import { formatId } from "../model/ids.ts";
import { claimsAt, worksWithFilesAt } from "./claims.ts";
import type { BlockRef, ReadContext } from "./finding.ts";
import { licencesOfAt } from "./licences.ts";
import { mapLimit } from "./logs.ts";
import { type IntendedUse, type Permission, permissionAt } from "./rights.ts";

/**
 * Whether a file may be used, and why not. "covered": by a licence, or as controller, of the work with the earliest
 * evidence for it. "contested": only of a work that has later evidence than another. "not-covered": the file is in a work,
 * and nothing covers the use. "not-found": nobody made the file findable here, so nothing is known of it.
 */
export type FileCoverage = {
  status: "covered" | "contested" | "not-covered" | "not-found";
  /** The work that the answer is about, 0x and 56 digits; missing if the file is in none. */
  work?: Hex;
  /** The licence that covers it, or stands against it, 0x and 64 digits. */
  licence?: Hex;
  /** In a few words: controller, licence, exclusive, or the contract's answer for each licence that is held. */
  reason: string;
};

export type CoverageParameters = IntendedUse & {
  account: Address;
  /** The moment of the use, in seconds since 1970; the time of the block if missing. */
  time?: number | undefined;
};

function reasonOf({ allowed, because, answers }: Permission): string {
  if (allowed || because === "exclusive") return because;
  if (answers.length === 0) return "no licence held";
  return [...new Set(answers.map(({ answer }) => answer.reason))].sort().join(", ");
}

/**
 * Whether an account may put files to a use at a block, one answer for each way that files can stand: files of the same
 * works share theirs, so a million files of a few works cost few questions.
 *
 * @returns A function from a file's SHA-256 to its answer.
 * @throws {TermsError} for a use, a purpose or a territory that is none.
 */
export async function coverageAt(
  context: ReadContext,
  digests: ReadonlySet<Hex>,
  { account, time, ...use }: CoverageParameters,
  block: BlockRef,
): Promise<(digest: Hex) => FileCoverage> {
  const works = await worksWithFilesAt(context, digests, block);
  const contested = [...works].filter(([, ids]) => ids.length > 1).map(([digest]) => digest);
  const ranked = await claimsAt(context, contested, block);
  const licences = await licencesOfAt(context, account, block);
  const moment = time ?? block.time;
  const ids = [...new Set([...works.values()].flat())];
  const asked = await mapLimit(ids, 8, async (work) => {
    const permission = await permissionAt(context, { account, work, ...use, from: moment }, block, licences);
    return [work, permission] as const;
  });
  const permissions = new Map(asked);
  const answers = new Map<string, FileCoverage>();
  function answerFor(list: readonly bigint[]): FileCoverage {
    const first = permissions.get(list[0] as bigint);
    const later = list.slice(1).find((work) => permissions.get(work)?.allowed);
    const covered = first?.allowed === true;
    const [work, permission] = !covered && later !== undefined ? [later, permissions.get(later)] : [list[0], first];
    const status = covered ? "covered" : later !== undefined ? "contested" : "not-covered";
    const licence = permission?.licence && formatId(permission.licence.id, "licence");
    const reason = permission ? reasonOf(permission) : "no such work";
    return { status, work: formatId(work as bigint, "work"), ...(licence && { licence }), reason };
  }
  return (digest) => {
    const found = works.get(digest);
    if (found === undefined) return { status: "not-found", reason: "nobody made the file findable here" };
    const list = ranked.get(digest)?.map((claim) => claim.work.id) ?? found;
    const key = list.join(" ");
    const known = answers.get(key) ?? answerFor(list);
    answers.set(key, known);
    return known;
  };
}
