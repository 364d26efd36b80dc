import {
  type CategoryId,
  type CreatedMetadata,
  canonicalJson,
  createMetadata,
  type Deployment,
  type Disclosure,
  type IpfsUri,
  identifierSchemes,
  type Metadata,
  type Opening,
  percentOf,
  randomId,
  roles,
  typeable,
} from "@colophon/sdk";
import { type Call, reviseCall } from "@colophon/sdk/calls";
import type { WorkRecord } from "@colophon/sdk/read";
import * as v from "valibot";
import { getAddress, type Hex } from "viem";
import { listOf } from "../../../flow/draftSchemas.ts";
import { DescriptionForm, parseDescription, textProblem } from "../description.ts";
import { Content } from "../files/content.ts";
import { newPerson, Person, parseCredits } from "../people/people.ts";
import { originalProblem, PublicFile, publicMetadata, type Upload } from "../visible/publicFiles.ts";

/** A public file of the version before, a new one, or none. */
const KeptFile = v.variant("kind", [
  v.object({ kind: v.literal("kept") }),
  v.object({ kind: v.literal("new"), file: PublicFile }),
  v.object({ kind: v.literal("none") }),
]);

export type KeptFile = v.InferOutput<typeof KeptFile>;

/** Everything a person typed and chose for a new version of a work. */
export const ReviseDraft = v.object({
  /** Whether there are new files; else the version before stays as it is. */
  newFiles: v.boolean(),
  content: v.undefinedable(Content),
  hidden: listOf(v.string()),
  stampDeclined: v.boolean(),
  description: DescriptionForm,
  people: listOf(Person),
  cover: KeptFile,
  preview: KeptFile,
  reason: v.string(),
  /** Whether they are about to sign. */
  reviewing: v.boolean(),
});

export type ReviseDraft = v.InferOutput<typeof ReviseDraft>;

/** The form that says what the metadata says now; empty without it. */
export function newReviseDraft(metadata: Metadata | undefined, category: CategoryId): ReviseDraft {
  return {
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
        return { id: randomId(), ...own, value };
      }),
      service: metadata?.delivery?.service ?? "",
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
    ...deliveryOf(fields.delivery?.service, draft.newFiles ? undefined : before?.delivery?.record),
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

/** The record is of the files of the version before, so other files leave it behind. */
function deliveryOf(service: string | undefined, record: IpfsUri | undefined): Pick<Metadata, "delivery"> {
  return service || record ? { delivery: { ...(record && { record }), ...(service && { service }) } } : {};
}

const names: Partial<Record<keyof Metadata, string>> = {
  name: "The title",
  description: "The description",
  language: "The language",
  identifiers: "The numbers it is known by",
  delivery: "Where the files can be asked for",
  credits: "The credits",
  image: "The cover",
  preview: "The preview",
};

/** What is wrong with a new version, by field; `unchanged` if it differs in nothing from what was there. */
export function revisionErrors(
  draft: ReviseDraft,
  initial: ReviseDraft,
  originals: readonly { sha256: Hex }[],
): Readonly<Record<string, string>> {
  const reason = textProblem(draft.reason, 1_000);
  const preview = originalProblem(originals, draft.preview.kind === "new" ? draft.preview.file : undefined);
  const unchanged =
    !draft.newFiles &&
    JSON.stringify({ ...draft, reason: "", content: undefined, reviewing: false }, noIds) ===
      JSON.stringify({ ...initial, content: undefined }, noIds);
  return {
    ...parseDescription(draft.description).errors,
    ...parseCredits(draft.people).errors,
    ...(draft.newFiles && !draft.content ? { files: "Choose the files of the new version." } : {}),
    ...(reason ? { reason } : {}),
    ...(preview ? { preview } : {}),
    ...(unchanged ? { unchanged: "Nothing differs from the version before yet. Change something first." } : {}),
  };
}

/** The files of a work as far as they are known here: those of the new version, and those that were made findable. */
export function originalsOf(
  work: Pick<WorkRecord, "disclosures">,
  content: ReviseDraft["content"],
): { sha256: Hex; path?: string }[] {
  return [...(content?.manifest.files ?? []), ...work.disclosures.map(({ digest }) => ({ sha256: digest }))];
}

/** Lines get an id of their own each time they are made, which is no change. */
function noIds(key: string, value: unknown): unknown {
  return key === "id" ? undefined : value;
}

/** What differs between the metadata of two versions, in words. */
export function changesOf(before: Metadata | undefined, after: Metadata): string[] {
  return Object.entries(names).flatMap(([field, name]) => {
    const old = before?.[field as keyof Metadata];
    const fresh = after[field as keyof Metadata];
    return canonicalJson({ value: old }) === canonicalJson({ value: fresh }) ? [] : [name];
  });
}
