import { createDigester, explainError, hashStream, visibleText } from "@colophon/sdk";
import {
  type Bundle,
  parseBundle,
  readExcerpts,
  type TrustedBlock,
  type Verdict,
  verifyBundle,
} from "@colophon/sdk/evidence";
import type { Hex } from "viem";

const byId = <element extends HTMLElement>(id: string) => document.getElementById(id) as element;
const form = byId<HTMLFormElement>("form");
const bundleInput = byId<HTMLInputElement>("bundle");
const filesInput = byId<HTMLInputElement>("files");
const hashesInput = byId<HTMLTextAreaElement>("hashes");
const chainInput = byId<HTMLInputElement>("chain");
const sourceInput = byId<HTMLInputElement>("source");
const problem = byId("problem");
const result = byId("verdict");

const titles = { proved: "Proved", disproved: "Disproved", "cannot-know": "Cannot know" } as const;
const outcomes = {
  proved: "proved",
  disproved: "disproved",
  assumed: "assumed",
  "not-checked": "not checked",
} as const;

function element(name: string, text: string, className = ""): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

function list(title: string, lines: readonly string[]): HTMLElement[] {
  if (lines.length === 0) return [];
  const items = document.createElement("ul");
  items.append(...lines.map((line) => element("li", line)));
  return [element("h3", title), items];
}

/** What to look up, as far as the bundle says; the hash itself is for the verifier to bring. */
function whatToLookUp({ chainId, blocks, stamp }: Bundle): string {
  const numbers = blocks.map(({ number }) => number.toLocaleString("en")).join(", ");
  const anchor = (stamp?.manifest ?? stamp?.head)?.anchor;
  const before = anchor ? ` For “not made before”, also that of block ${anchor.number.toLocaleString("en")}.` : "";
  return `Look up the hash of block ${numbers} of chain ${chainId}.${before}`;
}

bundleInput.addEventListener("change", async () => {
  const about = byId("about");
  about.textContent = "";
  const [file] = bundleInput.files ?? [];
  if (!file) return;
  try {
    about.textContent = whatToLookUp(parseBundle(new Uint8Array(await file.arrayBuffer())));
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

async function hashFiles(bundle: Bundle | undefined) {
  const note = byId("hashing");
  const files = [...(filesInput.files ?? [])];
  if (files.length === 0) return undefined;
  const digester = await createDigester();
  const hashed = [];
  for (const [index, file] of files.entries()) {
    const path = file.webkitRelativePath || file.name;
    const digests = await hashStream(file.stream(), {
      digester,
      onProgress: (bytes) => {
        const percent = file.size === 0 ? 100 : Math.floor((bytes / file.size) * 100);
        note.textContent = `Reading file ${index + 1} of ${files.length}: ${percent} %`;
      },
    });
    const excerpts = bundle && (await readExcerpts(bundle, { size: file.size, read: () => piecesOf(file.stream()) }));
    hashed.push({ path, ...digests, excerpts });
  }
  note.textContent = `${files.length} ${files.length === 1 ? "file" : "files"} read.`;
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

/** Only to know which parts of files it shows: what is wrong with it is the verdict's to say. */
function read(bytes: Uint8Array): Bundle | undefined {
  try {
    return parseBundle(bytes);
  } catch {
    return undefined;
  }
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  problem.textContent = "";
  result.hidden = true;
  try {
    const [file] = bundleInput.files ?? [];
    if (!file) throw new Error("Choose the bundle first.");
    const trusted = readTrusted();
    const bundle = new Uint8Array(await file.arrayBuffer());
    const files = await hashFiles(read(bundle));
    show(verifyBundle({ bundle, files, trusted }), files);
  } catch (error) {
    problem.textContent =
      error instanceof Error && error.constructor === Error ? error.message : explainError(error).sentence;
  }
});

function filesInWords({ files }: Verdict): string[] {
  const shown = files.slice(0, 200).map(({ path, sha256, range, compared }) => {
    const name = path === undefined ? "a file whose name is not disclosed" : `“${visibleText(path)}”`;
    const part = range ? `bytes ${range.from} to ${range.to - 1} of the ${range.size} of ` : "";
    return `${part}${name}, SHA-256 ${sha256.slice(2)}${compared ? ", the same as yours" : ", not compared"}`;
  });
  return files.length > shown.length ? [...shown, `and ${files.length - shown.length} more`] : shown;
}

function show(verdict: Verdict, files: object[] | undefined): void {
  const title = element("h2", titles[verdict.verdict], `result ${verdict.verdict}`);
  const sentences = verdict.verdict === "proved" ? verdict.proved : [verdict.sentence];
  const steps = document.createElement("ul");
  for (const { id, outcome, sentence } of verdict.steps) {
    const item = element("li", "");
    item.append(element("span", outcomes[outcome], `outcome ${outcome}`), ` (${id}): ${sentence}`);
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
    title,
    ...sentences.map((sentence) => element("p", sentence)),
    element("p", verdict.limits, "limits"),
    ...list("Files in the bundle", filesInWords(verdict)),
    ...list(
      "Second anchors, each for itself",
      verdict.witnesses.map(({ outcome, sentence }) => `${outcomes[outcome]}: ${sentence}`),
    ),
    ...list("Taken on trust", verdict.assumed),
    ...list("Not checked", verdict.notChecked),
    details,
    save,
  );
  result.hidden = false;
  result.focus();
}
