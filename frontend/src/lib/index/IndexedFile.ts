import * as v from "valibot";
import { At, Bytes32, Whole } from "./fields.ts";
import { IndexedWork } from "./IndexedWork.ts";

export const IndexedFile = v.object({ digest: Bytes32, rank: Whole, disclosedAt: At, work: IndexedWork });
/** A claim to a file: a work whose claimant made it findable. */
export type IndexedFile = v.InferOutput<typeof IndexedFile>;
