import { ColophonError, contentRootOf, type Opening } from "@colophon/sdk";
import { deliveryFactsOf, type ReadContext, readEntitlement, type WorkRecord } from "@colophon/sdk/read";
import {
  createKey,
  createVaultRecord,
  type DeliveryRequest,
  deliveryDocumentOf,
  lockKey,
  vaultDocumentOf,
} from "@colophon/sdk/vault";
import { clock } from "../../../lib/clock.ts";
import { runVaultJob } from "../../../lib/vault/runVaultJob.ts";
import type { Encrypted } from "../../../lib/vault/vaultJobs.ts";

/** What the creator chose: the opening that lists the work's files, and the files. */
export type Chosen = { opening?: Opening; files: readonly { path: string; file: File }[] };

/** What still keeps the chosen files from being delivered, as a sentence; undefined if nothing does. */
export function filesProblem({ opening, files }: Chosen, work: WorkRecord): string | undefined {
  if (opening === undefined) return "Add the opening of the work.";
  const root = contentRootOf(opening.manifest);
  if (!work.versions.some(({ contentRoot }) => contentRoot === root))
    return "The opening is of another work than this.";
  if (files.length === 0) return "Add the files of the work.";
  const stranger = files.find(({ path }) => entryOf(opening, path) === undefined);
  return stranger && `“${stranger.path}” is not in the list of the opening. Add the files as they were registered.`;
}

/** A file by its path, or by its name where only one has it: a folder that was dropped gives another path than one file. */
function entryOf({ manifest }: Opening, path: string) {
  const wanted = path.normalize("NFC");
  const exact = manifest.files.find((entry) => entry.path === wanted);
  const named = manifest.files.filter((entry) => entry.path.endsWith(`/${wanted}`));
  return exact ?? (named.length === 1 ? named[0] : undefined);
}

type DeliverParameters = {
  context: ReadContext;
  request: DeliveryRequest;
  work: WorkRecord;
  chosen: Chosen;
  /** From 0 to 1. */
  onProgress: (share: number) => void;
};

type Delivered = {
  encrypted: readonly { name: string; blob: Blob }[];
  /** The documents, as text. */
  record: string;
  delivery: string;
};

/**
 * Encrypts the files to a new key, and that key to the licensee, after asking the chain whether the licence is live and
 * covers the use. Throws a DeliveryRefused that says why not, or a VaultError.
 */
export async function deliver({ context, request, work, chosen, onProgress }: DeliverParameters): Promise<Delivered> {
  const { opening, files } = chosen;
  if (opening === undefined) throw new ColophonError("Add the opening of the work.");
  const now = Math.floor(clock.now());
  const entitlement = await readEntitlement(context, request, { now, staleAfter: 3_600 });
  const { key, recipient } = await createKey();
  const total = files.reduce((sum, { file }) => sum + file.size, 0);
  let before = 0;
  const done: (Encrypted & { path: string; name: string })[] = [];
  for (const { path, file } of files) {
    const entry = entryOf(opening, path);
    if (entry === undefined) throw new ColophonError(`“${path}” is not in the list of the opening.`);
    const onBytes = (bytes: number) => onProgress((before + bytes) / total);
    const sealed = await runVaultJob({ kind: "encrypt", file, recipients: [recipient] }, { onProgress: onBytes });
    done.push({ ...sealed, path: entry.path, name: `${done.length + 1}-${file.name}.age` });
    before += file.size;
  }
  const { chainId, contracts } = context.deployment;
  const place = { chainId, works: contracts.works.address, work: work.id, recipient };
  const record = createVaultRecord({ ...place, manifest: opening.manifest, files: done });
  const facts = deliveryFactsOf(context, request, { record, entitlement, now });
  return {
    encrypted: done,
    record: vaultDocumentOf(record),
    delivery: deliveryDocumentOf({ ...facts, key: await lockKey(key, [request.recipient]) }),
  };
}
