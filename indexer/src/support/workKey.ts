import { formatId } from "@colophon/sdk";

/** A work's number as the index spells it. */
export const workKey = (work: bigint) => formatId(work, "work");
