import {
  bundleOfFile,
  count,
  createDigester,
  explainError,
  FormatError,
  hashStream,
  isStray,
  visibleText,
  wordFor,
} from "@colophon/sdk";
import { type DisclosureLedger, parseLedger, saysLedger } from "@colophon/sdk/disclosures";
import {
  blocksToTrust,
  type GivenFile,
  type OpenedBundle,
  openBundleFile,
  outcomeWords,
  readExcerpts,
  stampsIn,
  type TrustedBlock,
  unreadableVerdict,
  type Verdict,
  verdictSections,
  verdictWords,
  verifyHeld,
  verifyLedger,
} from "@colophon/sdk/evidence";
import type { Hex } from "viem";

const byId = <Shown extends HTMLElement>(id: string) => document.getElementById(id) as Shown;
const form = byId<HTMLFormElement>("form");
const bundleInput = byId<HTMLInputElement>("bundle");
const filesInput = byId<HTMLInputElement>("files");
const recordInput = byId<HTMLInputElement>("record");
const hashesInput = byId<HTMLTextAreaElement>("hashes");
const chainInput = byId<HTMLInputElement>("chain");
const sourceInput = byId<HTMLInputElement>("source");
const problem = byId("problem");
const result = byId("verdict");

function element(name: string, text: string, className = ""): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

function list(title: string, lines: readonly string[]): HTMLElement[] {
  const items = document.createElement("ul");
  items.append(...lines.map((line) => element("li", line)));
  return [element("h3", title), items];
}

/** What a chosen file is, once it was read: the bundle of a stamp or of records, or a ledger of disclosures. */
type Evidence = { opened: OpenedBundle } | { ledger: DisclosureLedger };

/** What to look up, as far as the evidence says; the hashes themselves are for the verifier to bring. */
function whatToLookUp(evidence: Evidence): string {
  const bundles = "opened" in evidence ? [evidence.opened] : stampsIn(evidence.ledger);
  if (bundles.length === 0) return "It has no stamp, so nothing shows by when it existed.";
  return bundles.map(lookUpFor).join(" ");
}

function lookUpFor(opened: OpenedBundle): string {
  const needed = blocksToTrust(opened);
  const numbers = needed.map(({ number }) => number.toLocaleString("en")).join(", ");
  const others = opened.blocks.length - needed.length;
  const follow = others > 0 ? ` The other ${wordFor(others, "block follows", `${others} blocks follow`)} from it.` : "";
  const anchor = opened.stamp?.head?.anchor;
  const before = anchor ? ` For “not made before”, also that of block ${anchor.number.toLocaleString("en")}.` : "";
  return `Look up the hash of block ${numbers} of chain ${opened.chainId}.${follow}${before}`;
}

/** What was read of the chosen bundle, once for each choice. */
let reading: { file: File; evidence: Promise<Evidence> } | undefined;

function open(file: File): Promise<Evidence> {
  if (reading?.file !== file) reading = { file, evidence: read(file) };
  return reading.evidence;
}

async function read(file: File): Promise<Evidence> {
  if (saysLedger(await file.slice(0, 64).text())) {
    return { ledger: parseLedger(new Uint8Array(await file.arrayBuffer())) };
  }
  const about = byId("about");
  let bytes = 0;
  const bundle = await bundleOfFile(file);
  const opened = await openBundleFile(
    () => piecesOf(bundle.stream()),
    (more) => {
      bytes += more;
      if (bundle.size > 1_000_000)
        about.textContent = `Reading the bundle: ${Math.floor((100 * bytes) / bundle.size)} %`;
    },
  );
  return { opened };
}

bundleInput.addEventListener("change", async () => {
  const about = byId("about");
  about.textContent = "";
  const [file] = bundleInput.files ?? [];
  if (!file) return;
  try {
    about.textContent = whatToLookUp(await open(file));
  } catch (error) {
    about.textContent = explainError(error).sentence;
  }
});

function readTrusted(): TrustedBlock[] {
  const source = visibleText(sourceInput.value.trim()) || "you";
  const chain = chainInput.value.trim();
  if (chain !== "" && !/^[1-9]\d{0,14}$/.test(chain)) throw new Error(`“${chain}” is not the number of a chain.`);
  return hashesInput.value
    .split(/\s+/)
    .filter((text) => text !== "")
    .map((text) => {
      const hash = text.toLowerCase();
      if (!/^0x[0-9a-f]{64}$/.test(hash))
        throw new Error(`“${text}” is not a block hash: 0x and 64 digits from 0 to f.`);
      return { hash: hash as Hex, source, ...(chain !== "" && { chainId: Number(chain) }) };
    });
}

/** The chosen files, hashed, and where their bytes are. */
async function hashFiles(opened: Pick<OpenedBundle, "stamp">): Promise<Map<GivenFile, File>> {
  const note = byId("hashing");
  const files = [...(filesInput.files ?? [])];
  const hashed = new Map<GivenFile, File>();
  if (files.length === 0) return hashed;
  const digester = await createDigester();
  for (const [index, file] of files.entries()) {
    const path = file.webkitRelativePath || file.name;
    const digests = await hashStream(file.stream(), {
      digester,
      onProgress: (bytes) => {
        const percent = file.size === 0 ? 100 : Math.floor((bytes / file.size) * 100);
        note.textContent = `Reading file ${index + 1} of ${files.length}: ${percent} %`;
      },
    });
    const excerpts = await readExcerpts(opened, { size: file.size, read: () => piecesOf(file.stream()) });
    hashed.set({ path, ...digests, excerpts, stray: file.webkitRelativePath !== "" && isStray(path) }, file);
  }
  note.textContent = `${count(files.length, "file")} read.`;
  return hashed;
}

/** Not every browser can iterate over a stream. */
async function* piecesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}

async function verdictOf(file: File, trusted: TrustedBlock[]): Promise<{ verdict: Verdict; files: GivenFile[] }> {
  let evidence: Evidence;
  try {
    evidence = await open(file);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return { verdict: unreadableVerdict(error), files: [] };
  }
  const opened = "opened" in evidence ? evidence.opened : {};
  const held = await hashFiles(opened);
  const files = [...held.keys()];
  const recordOnly = recordInput.checked && files.length === 0;
  if ("ledger" in evidence) {
    const { ledger } = evidence;
    return { verdict: await verifyLedger({ ledger, files: recordOnly ? undefined : files, trusted }), files };
  }
  const bytesOf = async (given: GivenFile) => new Uint8Array((await held.get(given)?.arrayBuffer()) ?? []);
  return {
    verdict: await verifyHeld({ opened: evidence.opened, files: recordOnly ? undefined : files, trusted }, bytesOf),
    files,
  };
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  problem.textContent = "";
  result.hidden = true;
  try {
    const [file] = bundleInput.files ?? [];
    if (!file) throw new Error("Choose the bundle first.");
    const { verdict, files } = await verdictOf(file, readTrusted());
    show(verdict, files);
  } catch (error) {
    problem.textContent =
      error instanceof Error && error.constructor === Error ? error.message : explainError(error).sentence;
  }
});

function show(verdict: Verdict, files: readonly GivenFile[]): void {
  const heading = element("h2", verdictWords[verdict.verdict].word, `result ${verdict.verdict}`);
  const sentences = verdict.verdict === "proved" ? verdict.proved : [verdict.sentence];
  const steps = document.createElement("ul");
  for (const { id, outcome, sentence } of verdict.steps) {
    const item = element("li", "");
    item.append(element("span", outcomeWords[outcome], `outcome ${outcome}`), ` (${id}): ${sentence}`);
    steps.append(item);
  }
  const details = document.createElement("details");
  details.append(element("summary", `All ${verdict.steps.length} steps`), steps);
  const save = element("button", "Save the verdict as a file");
  save.setAttribute("type", "button");
  save.addEventListener("click", () => {
    const record = { verifier: byId("version").textContent, time: new Date().toISOString(), files, ...verdict };
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(record, null, 2)], { type: "application/json" }));
    link.download = "verdict.json";
    link.click();
  });
  result.replaceChildren(
    heading,
    ...sentences.map((sentence) => element("p", sentence)),
    element("p", verdict.limits, "limits"),
    ...verdictSections(verdict, { mostFiles: 200 }).flatMap(({ title, lines }) => list(title, lines)),
    details,
    save,
  );
  result.hidden = false;
  result.focus();
}
