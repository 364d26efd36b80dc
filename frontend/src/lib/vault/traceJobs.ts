import { marksOf, openVariants, type Trace, TraceError, textOf, traceLeak, type Variants } from "@colophon/sdk/trace";

/** What is done beside the page with the marks of copies: finding positions again takes a while in a long text. */
export type MarkJob = {
  kind: "mark";
  /** The registered file. */
  file: Blob;
  variants: Variants;
  /** The author's own secret key of age. */
  secret: string;
  licence: bigint;
};

export type TraceJob = Omit<MarkJob, "kind" | "licence"> & {
  kind: "trace";
  leak: Blob;
  /** For which licences a copy may have been given. */
  licences: readonly bigint[];
};

const bytesOf = async (file: Blob) => new Uint8Array(await file.arrayBuffer());

/** The copy of a file for a licence. Throws a TraceError. */
export async function markJob({ file, variants, secret, licence }: MarkJob): Promise<{ blob: Blob }> {
  const copy = openVariants(await bytesOf(file), variants).copyOf(marksOf(variants, secret).markOf(licence));
  return { blob: new Blob([copy as Uint8Array<ArrayBuffer>]) };
}

/** Whose copy a leaked file was made from. Throws a TraceError. */
export async function traceJob({ file, leak, variants, secret, licences }: TraceJob): Promise<Trace> {
  const [original, leaked] = [await bytesOf(file), await bytesOf(leak)];
  if (original.length === leaked.length && original.every((byte, at) => byte === leaked[at])) {
    throw new TraceError("This is the registered file itself, which carries no mark. It came from nobody's copy.");
  }
  const reading = openVariants(original, variants).read(textOf(leaked));
  return traceLeak({ reading, marks: marksOf(variants, secret), licences });
}
