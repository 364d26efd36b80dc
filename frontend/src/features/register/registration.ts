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
import { type Venture, ventureSafeOf } from "@colophon/sdk/agreements";
import { type Call, registerCall, transferWorkCall } from "@colophon/sdk/calls";
import { type ReadContext, readVentureSafe } from "@colophon/sdk/read";
import * as v from "valibot";
import { type Address, sha256 } from "viem";
import { listOf } from "../../flow/draftSchemas.ts";
import { parseAddress } from "../../lib/parse.ts";
import { DescriptionForm, parseDescription } from "./description.ts";
import { Content } from "./files/content.ts";
import { newPerson, Person, parsePeople } from "./people/people.ts";
import { VentureOfWork } from "./people/venture.ts";
import { parseResale, Source } from "./sources.ts";
import { PublicFile, publicMetadata, type Upload } from "./visible/publicFiles.ts";

/** Everything a person typed and chose for a registration, until it is registered. */
export const RegisterDraft = v.object({
  /** The step they are at. */
  step: v.number(),
  content: v.undefinedable(Content),
  description: DescriptionForm,
  people: listOf(Person),
  cover: v.undefinedable(PublicFile),
  preview: v.undefinedable(PublicFile),
  /** Paths of files that are not made findable. */
  hidden: listOf(v.string()),
  /** The licences that allow it to be made from other works; undefined if it is made from none. */
  sources: v.undefinedable(listOf(Source)),
  /** The resale royalty, as typed. */
  resale: v.string(),
  /** Whether they register without a stamp. */
  stampDeclined: v.boolean(),
  /** The venture whose Safe will control it; undefined if whoever signs does. */
  venture: v.optional(VentureOfWork),
});

export type RegisterDraft = v.InferOutput<typeof RegisterDraft>;

export function newRegisterDraft(): RegisterDraft {
  return {
    step: 0,
    content: undefined,
    description: { title: "", description: "", category: "", language: "", identifiers: [], service: "" },
    people: [newPerson({ share: "100" })],
    cover: undefined,
    preview: undefined,
    hidden: [],
    sources: undefined,
    resale: "",
    stampDeclined: false,
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
  /** The venture whose Safe controls it; undefined if whoever registered it does. */
  venture: Venture | undefined;
};

export type PreparedRegistration = {
  /** The work's number. */
  work: bigint;
  metadata: Metadata;
  holders: Holders | undefined;
  /** What is done, in one transaction, with what each does in words. */
  calls: readonly { call: Call; says: string }[];
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
  const { credits, holders } = parsePeople(draft.people, account, deployment);
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

  const resale = parseResale(draft.resale);
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
  const { venture } = draft;
  const safe = venture && ventureSafeOf(venture).address;
  return {
    work,
    metadata: metadata.metadata,
    holders,
    calls: [
      { call, says: `Register “${metadata.metadata.name}” as your work.` },
      ...(venture && safe && !isSameAddress(safe, account)
        ? [
            {
              call: transferWorkCall(deployment, { work, from: account, to: safe }),
              says: `Let the Safe ${safe} of “${venture.name}” control it.`,
            },
          ]
        : []),
    ],
    uploads,
    registered: {
      work: formatId(work, "work"),
      title: metadata.metadata.name,
      coHolders: draft.people.slice(1).flatMap(({ name, account: typed }) => {
        const parsed = parseAddress(typed);
        const holder = holders?.holders.find((known) => parsed.ok && isSameAddress(known.account, parsed.address));
        return holder ? [{ name: name.trim(), account: holder.account, units: holder.units }] : [];
      }),
      ownUnits: holders
        ? (holders.holders.find((known) => isSameAddress(known.account, account))?.units ?? 0)
        : totalUnits,
      venture,
    },
  };
}

/** Throws, in a sentence, if a venture's Safe is not there or not as agreed: nothing is handed to such a one. */
export async function refuseChangedSafe(context: ReadContext, venture: Venture): Promise<void> {
  const safe = await readVentureSafe(context, venture);
  if (safe.status === "unknown") throw safe.cause;
  if (safe.status === "found" && safe.value.problem !== undefined) throw new ColophonError(safe.value.problem);
}
