import { documents, type Opening, visibleText } from "@colophon/sdk";
import { disclosureDocuments, saysLedger } from "@colophon/sdk/disclosures";
import type { GivenFile, OpenedBundle, TrustedBlock } from "@colophon/sdk/evidence";
import type { ChosenFile, ChosenFiles } from "../../lib/chosenFiles.ts";
import { runManifestJob } from "../../lib/hashing/runManifestJob.ts";

type TakenBundles = {
  /** Whether they are sound ones, their verification says. */
  bundles: readonly ChosenFile[];
  rest: ChosenFiles;
};

/** In the canonical form the format stands between the blocks and the stamp, either of which may be long. */
const partLength = 1024 * 1024;

/** Takes the bundles of evidence out of what was dropped, so that they can be checked against the rest. */
export async function takeBundles(chosen: ChosenFiles): Promise<TakenBundles> {
  const says = await Promise.all(chosen.files.map(saysBundle));
  const bundles = chosen.files.filter((_, i) => says[i]);
  // An opening that comes with a bundle says nothing more, and is no file of the work.
  const isFile = ({ path }: ChosenFile) => bundles.length === 0 || !openingName.test(path);
  return { bundles, rest: { ...chosen, files: chosen.files.filter((each, i) => !says[i] && isFile(each)) } };
}

const openingName = /\.colophon\.json$/i;

async function saysBundle({ path, file }: ChosenFile): Promise<boolean> {
  if (file.size > documents.bundle.maxBytes || !/\.json$/i.test(path)) return false;
  if (/\.colophon-bundle\.json$/i.test(path)) return true;
  const head = await file.slice(0, partLength).text();
  const tail = file.size > partLength ? await file.slice(file.size - partLength).text() : "";
  return /"format"\s*:\s*"colophon-bundle\//.test(head + tail);
}

/** Takes a ledger of disclosures out of what was dropped: the first of several. */
export async function takeLedger(chosen: ChosenFiles): Promise<{ ledger: ChosenFile; rest: ChosenFiles } | undefined> {
  for (const each of chosen.files) {
    const { path, file } = each;
    if (!/\.json$/i.test(path) || file.size > disclosureDocuments.ledger.maxBytes) continue;
    if (!/\.colophon-disclosures\.json$/i.test(path) && !saysLedger(await file.slice(0, 64).text())) continue;
    return { ledger: each, rest: { ...chosen, files: chosen.files.filter((other) => other !== each) } };
  }
  return undefined;
}

type TakenOpening =
  | { status: "none" }
  | {
      status: "found";
      opening: Opening;
      name: string;
      /** The paths of all openings that were dropped; none of them is compared as a file. */
      all: readonly string[];
      rest: ChosenFiles;
    }
  /** Something that says it is an opening and is not a sound one. Parsing threw this. */
  | { status: "broken"; error: unknown };

/** The canonical form has its keys in order, and "format" comes after short ones only; others may order them freely. */
const headLength = 1024 * 1024;

/** Takes an opening out of what was dropped, the wanted one of several, so that it can be checked against the rest. */
export async function takeOpening(chosen: ChosenFiles, wanted?: string): Promise<TakenOpening> {
  const candidates = chosen.files.filter(
    ({ path, file }) => /\.json$/i.test(path) && file.size <= documents.opening.maxBytes,
  );
  const says = await Promise.all(candidates.map(saysOpening));
  const openings = candidates.filter((_, i) => says[i]);
  const candidate = openings.find(({ path }) => path === wanted) ?? openings[0];
  if (!candidate) return { status: "none" };
  try {
    const opening = await runManifestJob("parseOpening", new Uint8Array(await candidate.file.arrayBuffer()));
    const files = chosen.files.filter((file) => !openings.includes(file));
    const all = openings.map(({ path }) => path);
    return { status: "found", opening, name: candidate.path, all, rest: { ...chosen, files } };
  } catch (error) {
    return { status: "broken", error };
  }
}

async function saysOpening({ path, file }: ChosenFile): Promise<boolean> {
  if (openingName.test(path)) return true;
  const { size } = file;
  const head = await file.slice(0, headLength).text();
  const tail = size > headLength ? await file.slice(size - headLength).text() : "";
  return head.includes(documents.opening.format) || tail.includes(documents.opening.format);
}

/** Adds what files of the right length would be as the parts of files that a bundle shows. */
export async function withExcerpts(
  opened: Pick<OpenedBundle, "stamp">,
  files: readonly GivenFile[],
  chosen: ChosenFiles | undefined,
  signal: AbortSignal,
): Promise<readonly GivenFile[]> {
  const lengths = new Set(opened.stamp?.files?.flatMap(({ range }) => (range ? [range.to - range.from] : [])));
  const parts = chosen?.files.filter(({ file }) => lengths.has(file.size)) ?? [];
  if (parts.length === 0) return files;
  const excerpts = await runManifestJob("readExcerpts", { opened, files: parts.map(({ file }) => file) }, signal);
  const byPath = new Map(parts.map(({ path }, i) => [path, excerpts[i]]));
  return files.map((compared) => {
    const found = byPath.get(compared.path);
    return found ? { ...compared, excerpts: found } : compared;
  });
}

type TrustedHashesParameters = {
  /** Block hashes, separated by space of any kind. */
  hashes: string;
  /** Where they are from, in the person's words. */
  source: string;
  /** The number of their chain, or nothing. */
  chain: string;
};

type ParsedTrustedHashes =
  | { ok: true; trusted: TrustedBlock[] }
  | { ok: false; part: "hashes" | "chain"; error: string };

/** The block hashes that a person vouches for, from what they typed or pasted. */
export function parseTrustedHashes({ hashes, source, chain }: TrustedHashesParameters): ParsedTrustedHashes {
  const number = chain.trim();
  if (number !== "" && !/^[1-9]\d{0,14}$/.test(number)) {
    return { ok: false, part: "chain", error: "This is not the number of a chain. Ethereum's is 1." };
  }
  const words = hashes.split(/[\s,;]+/).filter((word) => word !== "");
  if (words.length === 0) return { ok: false, part: "hashes", error: "Type or paste the hash of the block." };
  const wrong = words.find((word) => !/^(?:0x)?[0-9a-f]{64}$/i.test(word));
  if (wrong !== undefined) {
    const shown = visibleText(wrong.length > 24 ? `${wrong.slice(0, 24)}…` : wrong);
    return {
      ok: false,
      part: "hashes",
      error: `“${shown}” is not a block hash: 0x and 64 digits from 0 to f. Copy all of it.`,
    };
  }
  const who = visibleText(source.trim());
  return {
    ok: true,
    trusted: words.map((word) => ({
      hash: `0x${word.toLowerCase().replace(/^0x/, "")}`,
      source: who === "" ? "you" : `you, who name as the source: ${who}`,
      ...(number !== "" && { chainId: Number(number) }),
    })),
  };
}
