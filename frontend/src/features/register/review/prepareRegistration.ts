import {
  type Call,
  ColophonError,
  canonicalBytes,
  createMetadata,
  type Deployment,
  type Disclosure,
  formatId,
  type Holders,
  holderTree,
  ipfsUriOf,
  type Metadata,
  type Opening,
  parseId,
  registerCall,
  totalUnits,
  workIdOf,
} from "@colophon/sdk";
import { type Address, sha256 } from "viem";
import { readDescription } from "../description/readDescription.ts";
import { readPeople } from "../people/readPeople.ts";
import type { RegisterDraft } from "../RegisterDraft.ts";
import { readResale } from "../sources/readResale.ts";
import { publicMetadata } from "./publicMetadata.ts";
import type { Registered } from "./Registered.ts";
import type { Upload } from "./Upload.ts";

export type PreparedRegistration = {
  /** The work's number. */
  work: bigint;
  metadata: Metadata;
  holders: Holders | undefined;
  call: Call;
  /** What must be in the content store before it is signed. */
  uploads: readonly Upload[];
  registered: Registered;
};

export type PrepareRegistrationParameters = {
  draft: RegisterDraft;
  opening: Opening;
  /** Of the files that become findable. */
  disclosures: readonly Disclosure[];
  deployment: Deployment;
  account: Address;
};

/** The transaction that a complete form stands for, with everything that it makes public. Throws if it isn't complete. */
export function prepareRegistration(parameters: PrepareRegistrationParameters): PreparedRegistration {
  const { draft, opening, disclosures, deployment, account } = parameters;
  const { fields } = readDescription(draft.description);
  const { credits, holders } = readPeople(draft.people, account);
  const { category } = fields;
  if (category === undefined) throw new Error("A registration needs a category.");

  const files = publicMetadata(draft.cover, draft.preview);
  const uploads: Upload[] = [...files.uploads];
  const root = holders && holderTree(holders).root;
  const list = holders && canonicalBytes(holders);
  if (list) uploads.push({ name: "holders", bytes: list });
  const metadata = createMetadata({
    ...fields,
    category,
    ...files.fields,
    credits,
    ...(root && list ? { holders: { root, list: ipfsUriOf(sha256(list)) } } : {}),
    ...(opening.batch ? { batch: opening.batch } : {}),
  });
  uploads.push({ name: "metadata", bytes: metadata.bytes });

  const resale = readResale(draft.resale ?? "");
  if (!resale.ok) throw new ColophonError(resale.error);
  const { contentRoot, salt } = opening;
  const work = workIdOf({ claimant: account, contentRoot });
  const call = registerCall(deployment, {
    registration: {
      contentRoot,
      salt,
      metadataDigest: metadata.digest,
      category,
      holdersRoot: root,
      resaleRoyalty: resale.hundredths,
      sources: (draft.sources ?? []).map(({ licence }) => parseId(licence, "licence")),
    },
    disclosures,
  });
  return {
    work,
    metadata: metadata.metadata,
    holders,
    call,
    uploads,
    registered: {
      work: formatId(work, "work"),
      title: metadata.metadata.name,
      coHolders: draft.people.slice(1).flatMap(({ name, account: typed }) => {
        const holder = holders?.holders.find((known) => known.account === typed.trim().toLowerCase());
        return holder ? [{ name: name.trim(), account: holder.account, units: holder.units }] : [];
      }),
      ownUnits: holders
        ? (holders.holders.find((known) => known.account === account.toLowerCase())?.units ?? 0)
        : totalUnits,
    },
  };
}
