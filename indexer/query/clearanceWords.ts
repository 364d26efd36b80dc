import type { clearWorks } from "./clearWorks.ts";
import type { WorkItem } from "./readWorks.ts";

export type ClearedWork = {
  work: WorkItem;
  rank: number | null;
  verdict: "held" | "offered" | "conflict" | "none";
  sentence: string;
  controls: boolean;
} & (Awaited<ReturnType<typeof clearWorks>> extends Map<string, infer Found> ? Found : never);

export type ClearanceWordsParameters = {
  work: WorkItem;
  rank: number | null;
  found: Pick<ClearedWork, "held" | "offers" | "conflicts">;
  account: string | undefined;
  /** When the use begins, and the time of the block that this holds for. */
  from: number;
  now: number;
};

/** What was found for one work, in a word and a sentence. What a licence or the work's own controller may do comes first. */
export function clearanceWords(parameters: ClearanceWordsParameters): ClearedWork {
  const { work, rank, found, account, from, now } = parameters;
  const controls = account !== undefined && work.controller.toLowerCase() === account;
  const exclusive = found.conflicts.find(({ terms }) => terms.exclusivity === "exclusive");
  const say = (verdict: ClearedWork["verdict"], sentence: string): ClearedWork => ({
    ...{ work, rank, verdict, sentence, controls },
    ...found,
  });
  if (found.held.length > 0) return say("held", "A licence of this account allows this use for the whole time.");
  if (controls && !exclusive) {
    return say("held", "This account controls the work, and no exclusive licence of somebody else stands in the way.");
  }
  if (found.offers.length > 0) {
    const many = found.offers.length === 1 ? "An offer allows" : `${found.offers.length} offers allow`;
    const late = from < now ? " A licence counts from its purchase on, not for the time before." : "";
    return say("offered", `No licence of this account allows this use. ${many} it and can be bought now.${late}`);
  }
  if (found.conflicts.length > 0) {
    const kind = exclusive ? "An exclusive" : "A sole";
    const whose = controls ? "This account controls the work, but" : "No licence of this account allows this use, and";
    return say("conflict", `${whose} ${kind.toLowerCase()} licence of somebody else covers this use at that time.`);
  }
  return say("none", "No licence of this account allows this use, and nothing on offer would. Ask the controller.");
}
