import { appendFileSync, existsSync, globSync, mkdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { sourcesHash } from "../kept.ts";
import { codeOf, syntaxTreesOf } from "./compile.ts";
import { type AstNode, type Mutant, mutantsOf, mutated } from "./mutants.ts";

const root = join(import.meta.dirname, "../../..");

/** A file that is changed, and the contracts that are made from it. */
type Subject = { file: string; contracts: string[]; ast: AstNode };

type Verdict = "killed" | "survived" | "invalid";

export type MutationOptions = {
  /** Names of contracts and libraries, as in Grants; all if none is given. */
  only: readonly string[];
  /** How many mutants, drawn by `seed` from all. */
  sample: number;
  seed: number;
  /** After how many minutes no more are begun. */
  minutes: number;
  /** How many are tried at the same time. */
  jobs: number;
  /** A folder for verdicts, so that a run that was broken off goes on where it ended. */
  kept: string;
};

/**
 * Changes the contracts in one small way at a time, and asks the tests whether they notice: the contract's own unit
 * tests, then all of them and the stateful tests. The changed code goes to the tests through the environment, so no file
 * is touched. Tests of gas are not asked: they would notice anything. A verdict is kept under a hash of all contracts
 * and tests, and holds for these alone.
 * @param test runs the tests of a folder, "" for all; returns whether they pass
 * @returns 1 if any survived, else 0
 */
export async function mutationRun(
  test: (folder: string, code: Record<string, string>) => Promise<boolean>,
  { only, sample, seed, minutes, jobs, kept }: MutationOptions,
): Promise<number> {
  const subjects = subjectsOf(only);
  const all = subjects.flatMap(allOf);
  const drawn = shuffle(all, seed).slice(0, sample);
  const verdicts = verdictsIn(kept);
  const known = drawn.filter(({ mutant }) => verdicts.of(mutant) !== undefined).length;
  const of = `${all.length} mutants of ${subjects.map(({ file }) => basename(file, ".sol")).join(", ")}`;
  console.log(`${of}; ${drawn.length} drawn by seed ${seed}, ${known} of them judged before`);
  if (known < drawn.length && !(await test("", {}))) {
    throw new Error("The tests fail without any change. Make them pass first.");
  }

  const ends = Date.now() + minutes * 60_000;
  const queue = drawn.values();
  await Promise.all(
    Array.from({ length: jobs }, async () => {
      for (const { mutant, source, subject } of queue) {
        if (Date.now() > ends) break;
        if (verdicts.of(mutant) !== undefined) continue;
        const verdict = await judge({ file: mutant.file, text: mutated(source, mutant) }, subject);
        verdicts.keep(mutant, verdict);
        console.log(inWords(mutant, verdict));
      }
    }),
  );
  return tell(drawn.map(({ mutant }) => ({ mutant, verdict: verdicts.of(mutant) })));

  async function judge(change: { file: string; text: string }, { contracts }: Subject): Promise<Verdict> {
    const code: Record<string, string> = {};
    for (const contract of contracts) {
      const compiled = codeOf(contract, change);
      if ("error" in compiled) return "invalid";
      code[`COLOPHON_CODE_${contract}`] = compiled.code;
    }
    for (const contract of contracts) if (!(await test(contract, code))) return "killed";
    return (await test("", code)) ? "survived" : "killed";
  }
}

/** Every mutant of a subject, with its text as it is. */
function allOf(subject: Subject) {
  const source = readFileSync(join(root, subject.file), "utf8");
  return mutantsOf(subject.file, source, subject.ast).map((mutant) => ({ subject, source, mutant }));
}

/**
 * What is known of the mutants of the present contracts: how many there are, and the verdicts that are kept.
 *
 * @param kept The folder of the verdicts.
 */
export function judgedMutants(kept: string) {
  const verdicts = verdictsIn(kept);
  const all = subjectsOf([]).flatMap(allOf);
  const count = (verdict: Verdict) => all.filter(({ mutant }) => verdicts.of(mutant) === verdict).length;
  return { all: all.length, killed: count("killed"), survived: count("survived"), invalid: count("invalid") };
}

/** The score by file, and who survived, which a run that goes on must say again. */
function tell(results: readonly { mutant: Mutant; verdict: Verdict | undefined }[]): number {
  const survivors = results.filter(({ verdict }) => verdict === "survived");
  for (const { mutant } of survivors) console.log(inWords(mutant, "survived"));
  const files = new Set(results.map(({ mutant }) => mutant.file));
  for (const file of [...files].sort()) console.log(score(basename(file, ".sol"), (mutant) => mutant.file === file));
  console.log(score("all", () => true));
  return survivors.length === 0 ? 0 : 1;

  function score(name: string, which: (mutant: Mutant) => boolean): string {
    const count = (verdict: Verdict | undefined) =>
      results.filter((result) => which(result.mutant) && result.verdict === verdict).length;
    const [killed, survived] = [count("killed"), count("survived")];
    const percent = killed + survived === 0 ? "-" : `${((100 * killed) / (killed + survived)).toFixed(1)} %`;
    const rest = `do not compile ${count("invalid")}, not tried ${count(undefined)}`;
    return `${name.padEnd(16)} killed ${killed}, survived ${survived} (${percent}); ${rest}`;
  }
}

const inWords = ({ file, line, before, after }: Mutant, verdict: Verdict) =>
  `${verdict.padEnd(9)} ${file}:${line}  ${JSON.stringify(before)} -> ${JSON.stringify(after)}`;

/** Every file with code that a deployed contract is made from, once. */
function subjectsOf(only: readonly string[]): Subject[] {
  const subjects = new Map<string, Subject>();
  for (const path of globSync("*.sol", { cwd: join(root, "contracts") }).sort()) {
    const contract = basename(path, ".sol");
    for (const [file, ast] of syntaxTreesOf(contract)) {
      if (!file.startsWith("contracts/") || dirname(file).endsWith("/interfaces")) continue;
      // A contract's own file is another's only because it is created there.
      if (dirname(file) === "contracts" && basename(file, ".sol") !== contract) continue;
      const subject = subjects.get(file) ?? { file, contracts: [], ast };
      subject.contracts.push(contract);
      subjects.set(file, subject);
    }
  }
  const names = [...subjects.keys()].map((file) => basename(file, ".sol"));
  for (const name of only) {
    if (!names.includes(name)) throw new Error(`There is no ${name} to change. These are: ${names.join(", ")}.`);
  }
  return [...subjects.values()].filter(({ file }) => only.length === 0 || only.includes(basename(file, ".sol")));
}

/** What was found of mutants of these very contracts by these very tests. */
function verdictsIn(folder: string) {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${sourcesHash()}.jsonl`);
  const keyOf = ({ file, start, length, after }: Mutant) => `${file}:${start}:${length}:${after}`;
  const lines = existsSync(path) ? readFileSync(path, "utf8").trim().split("\n").filter(Boolean) : [];
  const verdicts = new Map(lines.map((line) => JSON.parse(line) as [string, Verdict]));
  return {
    of: (mutant: Mutant) => verdicts.get(keyOf(mutant)),
    keep: (mutant: Mutant, verdict: Verdict) => {
      verdicts.set(keyOf(mutant), verdict);
      appendFileSync(path, `${JSON.stringify([keyOf(mutant), verdict])}\n`);
    },
  };
}

/** Fisher and Yates, with a small generator that gives the same order for the same seed. */
function shuffle<T>(list: T[], seed: number): T[] {
  const shuffled = [...list];
  let state = seed;
  for (let i = shuffled.length - 1; i > 0; i--) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const j = Math.floor((state / 2 ** 32) * (i + 1));
    [shuffled[i], shuffled[j]] = [shuffled[j] as T, shuffled[i] as T];
  }
  return shuffled;
}
