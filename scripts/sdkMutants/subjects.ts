import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { explanations } from "./explanations.ts";
import { type SdkMutant, sdkMutantsOf } from "./mutants.ts";

const root = join(import.meta.dirname, "../..");

export type Verdict = "killed" | "survived";

/** A module that is changed, and the tests that are asked: those of its rules, its vectors and its twins in other languages. */
export type Subject = { file: string; tests: readonly string[] };

const subject = (file: string, ...tests: readonly string[]): Subject => ({
  file: `sdk/src/${file}.ts`,
  tests: tests.map((test) => `src/${test}.test.ts`),
});

const terms = ["terms/terms", "terms/codes", "terms/twins", "terms/conditions", "terms/rules"] as const;

/** What contracts and verifiers must agree with to the byte, and the arithmetic of the books. */
export const subjects: readonly Subject[] = [
  subject("core/merkle", "core/merkleTree", "core/holders", "content/commitment"),
  subject("core/holders", "core/holders", "core/merkleTree"),
  subject("content/commitment", "content/commitment", "content/manifest"),
  subject("content/leaves", "evidence/openBundle"),
  subject("content/disclosure", "content/manifest", "content/commitment"),
  subject("evidence/trie", "evidence/trie"),
  subject("evidence/rlp", "evidence/trie", "evidence/header"),
  subject("model/terms", ...terms),
  subject("model/conditions", ...terms, "read/duties.chain"),
  subject("terms/terms", ...terms),
  subject("terms/conditions", ...terms),
  subject("books/holderLedger", "books/statements", "books/books.chain"),
];

/** The subjects by their modules' names; all if none is given. */
export function subjectsNamed(only: readonly string[]): readonly Subject[] {
  const nameOf = ({ file }: Subject) => file.slice("sdk/src/".length, -".ts".length);
  const isNamed = (subject: Subject, name: string) => nameOf(subject) === name || basename(nameOf(subject)) === name;
  for (const name of only) {
    if (subjects.some((subject) => isNamed(subject, name))) continue;
    throw new Error(`There is no module ${name} to change. These are: ${subjects.map(nameOf).join(", ")}.`);
  }
  return subjects.filter((subject) => only.length === 0 || only.some((name) => isNamed(subject, name)));
}

/** Where verdicts are kept. */
const home = join(root, ".colophon/sdkMutants");

const digestOf = (texts: readonly string[]) => {
  const hash = createHash("sha256");
  for (const text of texts) hash.update(text).update("\0");
  return hash.digest("hex").slice(0, 16);
};

/** The verdicts of a folder, which stay for as long as what they were found of. */
function verdictsIn(folder: string) {
  const path = join(folder, "verdicts.jsonl");
  const lines = existsSync(path) ? readFileSync(path, "utf8").trim().split("\n").filter(Boolean) : [];
  const verdicts = new Map(lines.map((line) => JSON.parse(line) as [string, Verdict]));
  return {
    of: (key: string): Verdict | undefined => verdicts.get(key),
    keep(key: string, verdict: Verdict): void {
      verdicts.set(key, verdict);
      mkdirSync(folder, { recursive: true });
      writeFileSync(path, `${JSON.stringify([key, verdict])}\n`, { flag: "a" });
    },
  };
}

/**
 * The mutants of modules with what is known of each. What was noticed stays known for as long as the module is the same;
 * what was not, as long as the tests that are asked are, too.
 */
export function knownMutants(of: readonly Subject[]) {
  const verdicts = verdictsIn(home);
  return of.map((subject) => {
    const source = readFileSync(join(root, subject.file), "utf8");
    const digest = digestOf([source]);
    const asked = digestOf(subject.tests.map((path) => readFileSync(join(root, "sdk", path), "utf8")));
    const keyOf = ({ file, start, length, after }: SdkMutant) => `${file}:${start}:${length}:${after}:${digest}`;
    const mutants = sdkMutantsOf(subject.file, source);
    for (const { file, place } of explanations) {
      if (file !== subject.file || mutants.some((mutant) => mutant.place === place)) continue;
      throw new Error(`There is an explanation of ${place}, which is no change of ${file} any more.`);
    }
    return {
      subject,
      mutants,
      verdictOf: (mutant: SdkMutant): Verdict | undefined =>
        verdicts.of(keyOf(mutant)) ?? verdicts.of(`${keyOf(mutant)}:${asked}`),
      keep(mutant: SdkMutant, verdict: Verdict): void {
        verdicts.keep(verdict === "survived" ? `${keyOf(mutant)}:${asked}` : keyOf(mutant), verdict);
      },
    };
  });
}

export const isExplained = ({ file, place }: SdkMutant) =>
  explanations.some((it) => it.file === file && it.place === place);

/** What is known of the mutants of each module. */
export function judgedSdkMutants(of: readonly Subject[] = subjects) {
  return knownMutants(of).map(({ subject, mutants, verdictOf }) => {
    const survivors = mutants.filter((mutant) => verdictOf(mutant) === "survived");
    return {
      file: subject.file,
      all: mutants.length,
      killed: mutants.filter((mutant) => verdictOf(mutant) === "killed").length,
      survived: survivors.length,
      explained: survivors.filter(isExplained).length,
      survivors,
    };
  });
}
