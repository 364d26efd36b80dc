import {
  type CategoryId,
  type CreatedMetadata,
  canonicalJson,
  createMetadata,
  type Deployment,
  type Disclosure,
  type Metadata,
  type Opening,
  percentOf,
  roles,
  typeable,
} from "@colophon/sdk";
import { type Call, reviseCall } from "@colophon/sdk/calls";
import type { WorkRecord } from "@colophon/sdk/read";
import { getAddress } from "viem";
import { type DescriptionForm, identifierSchemes, parseDescription } from "../description.ts";
import type { Content } from "../files/content.ts";
import { newPerson, type Person, parseCredits } from "../people/people.ts";
import { type PublicFile, publicMetadata, type Upload } from "../visible/publicFiles.ts";

/** A public file of the version before, a new one, or none. */
export type KeptFile = { kind: "kept" } | { kind: "new"; file: PublicFile } | { kind: "none" };

/** Everything a person typed and chose for a new version of a work. */
export type ReviseDraft = {
  version: 1;
  /** Whether there are new files; else the version before stays as it is. */
  newFiles: boolean;
  content: Content | undefined;
  hidden: readonly string[];
  stampDeclined: boolean;
  description: DescriptionForm;
  people: readonly Person[];
  cover: KeptFile;
  preview: KeptFile;
  reason: string;
  /** Whether they are about to sign. */
  reviewing: boolean;
};

/** The form that says what the metadata says now; empty without it. */
export function newReviseDraft(metadata: Metadata | undefined, category: CategoryId): ReviseDraft {
  return {
    version: 1,
    newFiles: false,
    content: undefined,
    hidden: [],
    stampDeclined: false,
    description: {
      title: metadata?.name ?? "",
      description: metadata?.description ?? "",
      category,
      language: metadata?.language ?? "",
      identifiers: (metadata?.identifiers ?? []).map(({ scheme, value }) => {
        const known = identifierSchemes.some(({ id }) => id === scheme);
        const own = known ? { scheme, ownScheme: "" } : { scheme: "Other", ownScheme: scheme };
        return { id: crypto.randomUUID(), ...own, value };
      }),
    },
    people: (metadata?.credits ?? []).map(({ name, role, account, units }) => {
      const known = roles.find(({ id }) => id === role);
      return newPerson({
        name,
        role: known ? known.id : "other",
        ownRole: known ? "" : role,
        account: account ? getAddress(account) : "",
        share: units ? typeable(percentOf(units)) : "",
      });
    }),
    cover: metadata?.image ? { kind: "kept" } : { kind: "none" },
    preview: metadata?.preview ? { kind: "kept" } : { kind: "none" },
    reason: "",
    reviewing: false,
  };
}

type PreparedRevision = { metadata: CreatedMetadata; call: Call; uploads: readonly Upload[] };

type PrepareRevisionParameters = {
  draft: ReviseDraft;
  work: WorkRecord;
  /** The metadata of the version before, where it could be read. */
  before: Metadata | undefined;
  /** Opens the stamp of the new files, if there are new files. */
  opening: Opening | undefined;
  /** Of those of the new files that become findable. */
  disclosures: readonly Disclosure[];
  deployment: Deployment;
};

/** The transaction that records a new version. Throws if something is missing or cannot be published. */
export function prepareRevision(parameters: PrepareRevisionParameters): PreparedRevision {
  const { draft, work, before, opening, disclosures, deployment } = parameters;
  const latest = work.versions.at(-1);
  if (!latest) throw new Error("A work has at least one version.");

  const { fields } = parseDescription(draft.description);
  const { credits } = parseCredits(draft.people);
  const reason = draft.reason.trim();
  const files = publicMetadata(
    draft.cover.kind === "new" ? draft.cover.file : undefined,
    draft.preview.kind === "new" ? draft.preview.file : undefined,
  );
  // The same files keep the batch that they were stamped in.
  const batch = draft.newFiles ? opening?.batch : before?.batch;
  const metadata = createMetadata({
    ...fields,
    // The register keeps the kind that the work was registered as, whatever its metadata says.
    category: work.category,
    ...(draft.cover.kind === "kept" && before?.image
      ? {
          image: before.image,
          ...(before.image_details ? { image_details: before.image_details } : {}),
          ...(before.thumbnail ? { thumbnail: before.thumbnail } : {}),
        }
      : {}),
    ...(draft.preview.kind === "kept" && before?.preview ? { preview: before.preview } : {}),
    ...files.fields,
    credits,
    // Everybody who has not taken their share yet finds the list by the latest metadata.
    ...(before?.holders ? { holders: before.holders } : {}),
    ...(batch ? { batch } : {}),
    ...(reason ? { reason } : {}),
  });

  const uploads = [...files.uploads, { name: "metadata", bytes: metadata.bytes }];
  if (!draft.newFiles) {
    const { contentRoot, salt } = latest;
    const call = reviseCall(deployment, { work: work.id, contentRoot, salt, metadataDigest: metadata.digest });
    return { metadata, call, uploads };
  }
  if (!opening) throw new Error("New files need their opening.");
  const { contentRoot, salt } = opening;
  const call = reviseCall(deployment, {
    work: work.id,
    contentRoot,
    salt,
    metadataDigest: metadata.digest,
    disclosures,
  });
  return { metadata, call, uploads };
}

const names: Partial<Record<keyof Metadata, string>> = {
  name: "The title",
  description: "The description",
  language: "The language",
  identifiers: "The numbers it is known by",
  credits: "The credits",
  image: "The cover",
  preview: "The preview",
};

/** What differs between the metadata of two versions, in words. */
export function changesOf(before: Metadata | undefined, after: Metadata): string[] {
  return Object.entries(names).flatMap(([field, name]) => {
    const old = before?.[field as keyof Metadata];
    const fresh = after[field as keyof Metadata];
    return canonicalJson({ value: old }) === canonicalJson({ value: fresh }) ? [] : [name];
  });
}
