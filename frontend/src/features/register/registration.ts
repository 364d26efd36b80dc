import {
  ColophonError,
  canonicalBytes,
  createMetadata,
  type Deployment,
  type Disclosure,
  formatId,
  type Holders,
  holderTree,
  ipfsUriOf,
  isSameAddress,
  type Metadata,
  type Opening,
  parseId,
  totalUnits,
  workIdOf,
} from "@colophon/sdk";
import { type Call, registerCall } from "@colophon/sdk/calls";
import { type Address, sha256 } from "viem";
import { type DescriptionForm, parseDescription } from "./description.ts";
import type { Content } from "./files/content.ts";
import { newPerson, type Person, parsePeople } from "./people/people.ts";
import { parseResale, type Source } from "./sources.ts";
import { type PublicFile, publicMetadata, type Upload } from "./visible/publicFiles.ts";

/** Everything a person typed and chose for a registration. */
export type RegisterDraft = {
  version: 1;
  /** The step they are at. */
  step: number;
  content: Content | undefined;
  description: DescriptionForm;
  people: readonly Person[];
  cover: PublicFile | undefined;
  preview: PublicFile | undefined;
  /** Paths of files that are not made findable. */
  hidden: readonly string[];
  /** The licences that allow it to be made from other works; missing if it is made from none. */
  sources?: readonly Source[] | undefined;
  /** The resale royalty, as typed. */
  resale?: string;
  /** Whether they register without a stamp. */
  stampDeclined: boolean;
  /** What came of it, until they begin another. */
  registered: Registered | undefined;
};

export function newRegisterDraft(): RegisterDraft {
  return {
    version: 1,
    step: 0,
    content: undefined,
    description: { title: "", description: "", category: "", language: "", identifiers: [] },
    people: [newPerson({ share: "100" })],
    cover: undefined,
    preview: undefined,
    hidden: [],
    stampDeclined: false,
    registered: undefined,
  };
}

/** A work that was registered from this form. */
export type Registered = {
  /** Its number, as in links. */
  work: string;
  title: string;
  /** Everybody else with a share. */
  coHolders: readonly { name: string; account: Address; units: number }[];
  /** Whether the claimant has units to take too. */
  ownUnits: number;
};

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

type PrepareRegistrationParameters = {
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
  const { fields } = parseDescription(draft.description);
  const { credits, holders } = parsePeople(draft.people, account);
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

  const resale = parseResale(draft.resale ?? "");
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
        const holder = holders?.holders.find((known) => isSameAddress(known.account, typed.trim()));
        return holder ? [{ name: name.trim(), account: holder.account, units: holder.units }] : [];
      }),
      ownUnits: holders
        ? (holders.holders.find((known) => isSameAddress(known.account, account))?.units ?? 0)
        : totalUnits,
    },
  };
}
