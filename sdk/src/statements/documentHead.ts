import type { BlockRef } from "../chain/BlockRef.ts";
import type { Deployment } from "../deployment/Deployment.ts";
import type { DocumentHead } from "./Document.ts";

type Parts = Pick<DocumentHead, "kind" | "title" | "subject" | "sections"> & {
  block: BlockRef;
  period?: DocumentHead["period"];
  limits?: readonly string[];
};

/** What every document says: nobody's books, only what is on chain. */
const always = [
  "It is computed from the events of the contracts named above and nothing else, up to the block named above. Money that was paid in other ways is not in it, and neither are prices in any other currency: nothing is converted.",
  "It says what the chain records. It does not say who is the author of a work, what is owed in tax, or what was agreed elsewhere.",
];

/** The head of a document about a deployment at a block. */
export function documentHead({ chainId, contracts }: Deployment, parts: Parts): DocumentHead {
  const { works, licences, compliance, royalties } = contracts;
  const used = { works, licences, compliance, royalties };
  return {
    ...parts,
    chainId,
    contracts: Object.fromEntries(Object.entries(used).map(([name, { address }]) => [name, address])),
    period: parts.period ?? { from: undefined, until: undefined },
    limits: [...(parts.limits ?? []), ...always],
  };
}
