import { type CategoryId, type ContentFinding, categories, type IpfsUri, type Metadata } from "@colophon/sdk";
import type { IndexedWork } from "./IndexedWork.ts";

/**
 * What the index knows of a work's metadata, in the form that covers and titles take. A picture is only named here: it
 * is fetched by its digest and checked against it.
 */
export function metadataOfIndexed(work: IndexedWork): ContentFinding<Metadata> {
  if (work.name === null) return { status: "unknown", sentence: "The index has not read this work's description." };
  const category: CategoryId = categories.find(({ id }) => id === work.category)?.id ?? "other";
  return {
    status: "found",
    value: {
      format: "colophon-work/1",
      name: work.name,
      description: work.description ?? "",
      category,
      credits: work.credits.map(({ name, role }) => ({ name, role })),
      ...(isIpfsUri(work.image) ? { image: work.image } : {}),
    },
  };
}

function isIpfsUri(text: string | null): text is IpfsUri {
  return text !== null && /^ipfs:\/\/baf[a-z2-7]+$/.test(text);
}
