import { ColophonError, contentRootOf, documents, type Opening, parseOpening } from "@colophon/sdk";
import { deliveryFactsOf, type ReadContext, readEntitlement, type WorkRecord } from "@colophon/sdk/read";
import { parseVariants, type Variants, variantsDigestOf } from "@colophon/sdk/trace";
import {
  createKey,
  createVaultRecord,
  type DeliveredFile,
  type DeliveryRequest,
  deliveryDocumentOf,
  lockKey,
  vaultDocumentOf,
} from "@colophon/sdk/vault";
import { clock } from "../../../lib/clock.ts";
import { runVaultJob } from "../../../lib/vault/runVaultJob.ts";
import type { Encrypted } from "../../../lib/vault/vaultJobs.ts";

/** What the creator chose: the opening that lists the work's files, the files, and where copies of them may differ. */
export type Chosen = {
  opening?: Opening;
  files: readonly { path: string; file: File }[];
  variants: readonly Variants[];
};

/** A file that says of itself that it holds variants is read as such up to this size, in bytes. */
const mostVariants = documents.variants.maxBytes;

/** The variants in a chosen file; undefined if it is something else. Throws a FormatError if they are damaged. */
export async function variantsIn(file: File): Promise<Variants | undefined> {
  if (!file.name.endsWith(".json") || file.size > mostVariants) return undefined;
  const text = await file.text();
  return text.includes(`"${documents.variants.format}"`) ? parseVariants(text) : undefined;
}

/** Takes in what a person chose, in any order. */
export async function sortChosen(before: Chosen, given: Chosen["files"]): Promise<Chosen> {
  const next: Chosen = { ...before };
  for (const each of given) {
    const variants = await variantsIn(each.file);
    if (variants) next.variants = [...next.variants, variants];
    else if (each.file.name.endsWith(".colophon.json")) next.opening = parseOpening(await each.file.text());
    else next.files = [...next.files, each];
  }
  return next;
}

/** What still keeps the chosen files from being delivered, as a sentence; undefined if nothing does. */
export function filesProblem({ opening, files, variants }: Chosen, work: WorkRecord): string | undefined {
  if (opening === undefined) return "Add the opening of the work.";
  const root = contentRootOf(opening.manifest);
  if (!work.versions.some(({ contentRoot }) => contentRoot === root))
    return "The opening is of another work than this.";
  if (files.length === 0) return "Add the files of the work.";
  const stranger = files.find(({ path }) => entryOf(opening, path) === undefined);
  if (stranger) return `“${stranger.path}” is not in the list of the opening. Add the files as they were registered.`;
  const digests = new Set(files.map(({ path }) => entryOf(opening, path)?.sha256));
  return variants.every(({ file }) => digests.has(file.sha256))
    ? undefined
    : "The variants are of a file that you did not add. Add it, or begin again without them.";
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
  /** The creator's own secret key of age, which marks are made with; needed if there are variants. */
  secret?: string | undefined;
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
 * covers the use. With variants the licensee gets marked copies, and a key that opens only these: the key of the record,
 * which opens the files themselves, is thrown away. Throws a DeliveryRefused that says why not, a VaultError or TraceError.
 */
export async function deliver(parameters: DeliverParameters): Promise<Delivered> {
  const { context, request, work, chosen, secret, onProgress } = parameters;
  const { opening, files, variants } = chosen;
  if (opening === undefined) throw new ColophonError("Add the opening of the work.");
  if (variants.length > 0 && secret === undefined)
    throw new ColophonError("Choose your own key: marks are made with it.");
  const now = Math.floor(clock.now());
  const entitlement = await readEntitlement(context, request, { now, staleAfter: 3_600 });
  const own = await createKey();
  const given = variants.length > 0 ? await createKey() : own;
  const total = files.reduce((sum, { file }) => sum + file.size, 0);
  let before = 0;
  const encrypt = (file: File, recipients: string[]) =>
    runVaultJob({ kind: "encrypt", file, recipients }, { onProgress: (bytes) => onProgress((before + bytes) / total) });
  const recorded: (Encrypted & { path: string })[] = [];
  const copies: DeliveredFile[] = [];
  const encrypted: { name: string; blob: Blob }[] = [];
  for (const { path, file } of files) {
    const entry = entryOf(opening, path);
    if (entry === undefined) throw new ColophonError(`“${path}” is not in the list of the opening.`);
    const marks = variants.find((each) => each.file.sha256 === entry.sha256);
    const sealed = await encrypt(file, marks ? [own.recipient] : [...new Set([own.recipient, given.recipient])]);
    recorded.push({ ...sealed, path: entry.path });
    const copy =
      marks && secret !== undefined
        ? await markedCopy({ file, variants: marks, secret, licence: request.licence })
        : undefined;
    const sent = copy ? await encrypt(copy, [given.recipient]) : sealed;
    copies.push({
      path: entry.path,
      ...sent.plain,
      cipher: sent.cipher,
      ...(marks && { variants: variantsDigestOf(marks) }),
    });
    encrypted.push({ name: `${recorded.length}-${file.name}.age`, blob: sent.blob });
    before += file.size;
  }
  const { chainId, contracts } = context.deployment;
  const place = { chainId, works: contracts.works.address, work: work.id, recipient: own.recipient };
  const record = createVaultRecord({ ...place, manifest: opening.manifest, files: recorded });
  const facts = deliveryFactsOf(context, request, { record, entitlement, now });
  const key = await lockKey(given.key, [request.recipient]);
  const marked = variants.length > 0 && { copies: { recipient: given.recipient, files: copies } };
  return {
    encrypted,
    record: vaultDocumentOf(record),
    delivery: deliveryDocumentOf({ ...facts, key, ...marked }),
  };
}

type MarkedCopyParameters = { file: File; variants: Variants; secret: string; licence: bigint };

async function markedCopy({ file, ...rest }: MarkedCopyParameters): Promise<File> {
  const { blob } = await runVaultJob({ kind: "mark", file, ...rest });
  return new File([blob], file.name);
}
