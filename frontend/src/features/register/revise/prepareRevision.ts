import {
  type Call,
  type CreatedMetadata,
  createMetadata,
  type Deployment,
  type Disclosure,
  type Metadata,
  type Opening,
  reviseCall,
  type WorkRecord,
} from "@colophon/sdk";
import { readDescription } from "../description/readDescription.ts";
import { publicMetadata } from "../review/publicMetadata.ts";
import type { Upload } from "../review/Upload.ts";
import type { ReviseDraft } from "./ReviseDraft.ts";
import { readCredits } from "./readCredits.ts";

export type PreparedRevision = { metadata: CreatedMetadata; call: Call; uploads: readonly Upload[] };

export type PrepareRevisionParameters = {
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

  const { fields } = readDescription(draft.description);
  const { credits } = readCredits(draft.people);
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
