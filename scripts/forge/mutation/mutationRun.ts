import { createHash } from "node:crypto";
import { appendFileSync, existsSync, globSync, mkdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { builtCode, nameOf } from "../kept.ts";
import { type Change, codeOf, type Making, syntaxTreesOf } from "./compile.ts";
import { explanations } from "./explanations.ts";
import { type AstNode, type Mutant, mutantsOf, mutated } from "./mutants.ts";

const root = join(import.meta.dirname, "../../..");

/** A file that is changed, and the contracts that are made from it. */
type Subject = { file: string; contracts: string[]; ast: AstNode };

type Verdict = "killed" | "survived" | "invalid";

export type Tests = {
  /** Runs the tests of a folder, "" for all, with other code of some contracts; returns whether they pass. */
  test: (folder: string, code: Record<string, string>) => Promise<boolean>;
  /** Runs the tests that are compiled with a file, as those of a library, with another text of it. */
  own: (file: string, text: string) => Promise<boolean>;
};

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
 * tests, all of them with the stateful tests, and those that are compiled with the changed file. The changed code of a
 * contract goes to the tests through the environment, so no file is touched. Code that is made quickly is tried first;
 * only what survives there is made as it is deployed and tried with all tests, so that nobody survives for a difference
 * between the two. Tests of gas are not asked: they would notice anything. What was noticed is kept for as long as the
 * contracts that the file is part of come out with the same code; what was not is asked again once any test is another.
 * A test that is taken away makes nobody survive who was killed before: delete the folder to ask of all again.
 * @param tests how to ask them
 * @param built the code of each contract as it is built, under the name that `test` takes it by
 * @returns 1 if any survived, else 0
 */
export async function mutationRun(
  { test, own }: Tests,
  built: Record<string, string>,
  { only, sample, seed, minutes, jobs, kept }: MutationOptions,
): Promise<number> {
  const subjects = subjectsOf(only);
  const all = subjects.flatMap(allOf);
  for (const { file, place } of explanations) {
    const mutants = all.filter(({ mutant }) => mutant.file === file);
    if (mutants.length === 0 || mutants.some(({ mutant }) => mutant.place === place)) continue;
    throw new Error(`There is an explanation of ${place}, which is no change of ${file} any more.`);
  }
  const drawn = shuffle(all, seed).slice(0, sample);
  const verdicts = verdictsIn(kept, built);
  const known = drawn.filter(({ mutant, subject }) => verdicts.of(mutant, subject) !== undefined).length;
  const of = `${all.length} mutants of ${subjects.map(({ file }) => basename(file, ".sol")).join(", ")}`;
  console.log(`${of}; ${drawn.length} drawn by seed ${seed}, ${known} of them judged before`);
  const quick = new Set<string>();
  if (known < drawn.length) {
    if (!(await test("", {}))) throw new Error("The tests fail without any change. Make them pass first.");
    for (const contract of new Set(subjects.flatMap(({ contracts }) => contracts))) {
      const made = codeOf(contract, "quick");
      // The stack of some is too deep without the optimizer; others are too large for the gas that a test gives.
      if ("code" in made && (await test("", { [nameOf(contract)]: made.code }))) quick.add(contract);
    }
    if (quick.size > 0) console.log(`Made quickly at first: ${[...quick].join(", ")}`);
  }

  const ends = Date.now() + minutes * 60_000;
  const queue = drawn.values();
  await Promise.all(
    Array.from({ length: jobs }, async () => {
      for (const { mutant, source, subject } of queue) {
        if (Date.now() > ends) break;
        if (verdicts.of(mutant, subject) !== undefined) continue;
        const verdict = await judge({ file: mutant.file, text: mutated(source, mutant) }, subject);
        verdicts.keep(mutant, subject, verdict);
        console.log(inWords(mutant, verdict));
      }
    }),
  );
  return tell(drawn.map(({ mutant, subject }) => ({ mutant, verdict: verdicts.of(mutant, subject) })));

  async function judge(change: Change, { contracts }: Subject): Promise<Verdict> {
    const first = make(change, contracts, (contract) => (quick.has(contract) ? "quick" : "deployed"));
    if (!first) return "invalid";
    for (const contract of contracts) if (!(await test(contract, first))) return "killed";
    const deployed = contracts.some((contract) => quick.has(contract))
      ? make(change, contracts, () => "deployed")
      : first;
    if (!deployed) return "invalid";
    if (!(await test("", deployed))) return "killed";
    return (await own(change.file, change.text)) ? "survived" : "killed";
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
  const verdicts = verdictsIn(kept, builtCode());
  const all = subjectsOf([]).flatMap(allOf);
  const judged = all.map(({ mutant, subject }) => ({ mutant, verdict: verdicts.of(mutant, subject) }));
  const count = (verdict: Verdict) => judged.filter((known) => known.verdict === verdict).length;
  return {
    all: all.length,
    killed: count("killed"),
    survived: count("survived"),
    explained: judged.filter(({ mutant, verdict }) => verdict === "survived" && isExplained(mutant)).length,
    invalid: count("invalid"),
  };
}

/** The changed code of contracts, by the names that the tests take it by; undefined if it does not compile. */
function make(
  change: Change,
  contracts: readonly string[],
  makingOf: (contract: string) => Making,
): Record<string, string> | undefined {
  const code: Record<string, string> = {};
  for (const contract of contracts) {
    const compiled = codeOf(contract, makingOf(contract), change);
    if ("error" in compiled) return undefined;
    code[nameOf(contract)] = compiled.code;
  }
  return code;
}

/** The score by file, and who survived without an explanation, which a run that goes on must say again. */
function tell(results: readonly { mutant: Mutant; verdict: Verdict | undefined }[]): number {
  const unexplained = results.filter(({ mutant, verdict }) => verdict === "survived" && !isExplained(mutant));
  for (const { mutant } of unexplained) console.log(inWords(mutant, "survived"));
  const files = new Set(results.map(({ mutant }) => mutant.file));
  for (const file of [...files].sort()) console.log(score(basename(file, ".sol"), (mutant) => mutant.file === file));
  console.log(score("all", () => true));
  return unexplained.length === 0 ? 0 : 1;

  function score(name: string, which: (mutant: Mutant) => boolean): string {
    const these = results.filter(({ mutant }) => which(mutant));
    const count = (verdict: Verdict | undefined) => these.filter((result) => result.verdict === verdict).length;
    const [killed, survived] = [count("killed"), count("survived")];
    const explained = these.filter(({ mutant, verdict }) => verdict === "survived" && isExplained(mutant)).length;
    const percent = killed + survived === 0 ? "-" : `${((100 * killed) / (killed + survived)).toFixed(1)} %`;
    const rest = `do not compile ${count("invalid")}, not tried ${count(undefined)}`;
    return `${name.padEnd(16)} killed ${killed}, survived ${survived} (${percent}), of which explained ${explained}; ${rest}`;
  }
}

const isExplained = (mutant: Mutant) =>
  explanations.some(({ file, place }) => file === mutant.file && place === mutant.place);

const inWords = ({ file, line, place }: Mutant, verdict: Verdict) => `${verdict.padEnd(9)} ${file}:${line}  ${place}`;

/** Every file with code that a deployed contract is made from, once. */
function subjectsOf(only: readonly string[]): Subject[] {
  const subjects = new Map<string, Subject>();
  const created: { file: string; by: string }[] = [];
  for (const path of globSync("*.sol", { cwd: join(root, "contracts") }).sort()) {
    const contract = basename(path, ".sol");
    for (const [file, ast] of syntaxTreesOf(contract)) {
      if (!file.startsWith("contracts/") || dirname(file).endsWith("/interfaces")) continue;
      // A contract's own file is another's only because it is created there, from a copy of its code.
      if (dirname(file) === "contracts" && basename(file, ".sol") !== contract) {
        created.push({ file, by: contract });
        continue;
      }
      const subject = subjects.get(file) ?? { file, contracts: [], ast };
      subject.contracts.push(contract);
      subjects.set(file, subject);
    }
  }
  for (const { file, by } of created) subjects.get(file)?.contracts.push(by);
  const names = [...subjects.keys()].map((file) => basename(file, ".sol"));
  for (const name of only) {
    if (!names.includes(name)) throw new Error(`There is no ${name} to change. These are: ${names.join(", ")}.`);
  }
  return [...subjects.values()].filter(({ file }) => only.length === 0 || only.includes(basename(file, ".sol")));
}

/** What was found of mutants before: of those that live on, by these very tests. */
function verdictsIn(folder: string, built: Record<string, string>) {
  const tests = digestOf(
    globSync("test/**/*.sol", { cwd: root }).map((path) => readFileSync(join(root, path), "utf8")),
  );
  mkdirSync(folder, { recursive: true });
  const path = join(folder, "verdicts.jsonl");
  const lines = existsSync(path) ? readFileSync(path, "utf8").trim().split("\n").filter(Boolean) : [];
  const verdicts = new Map(lines.map((line) => JSON.parse(line) as [string, Verdict]));
  const codes = new Map<Subject, string>();
  return {
    of: (mutant: Mutant, subject: Subject) =>
      verdicts.get(keyOf(mutant, subject)) ?? verdicts.get(`${keyOf(mutant, subject)}:${tests}`),
    keep: (mutant: Mutant, subject: Subject, verdict: Verdict) => {
      const key = verdict === "survived" ? `${keyOf(mutant, subject)}:${tests}` : keyOf(mutant, subject);
      verdicts.set(key, verdict);
      appendFileSync(path, `${JSON.stringify([key, verdict])}\n`);
    },
  };

  function keyOf({ file, start, length, after }: Mutant, subject: Subject): string {
    const code = codes.get(subject) ?? digestOf(subject.contracts.map((contract) => built[nameOf(contract)] ?? ""));
    codes.set(subject, code);
    return `${file}:${start}:${length}:${after}:${code}`;
  }
}

function digestOf(texts: readonly string[]): string {
  const hash = createHash("sha256");
  for (const text of [...texts].sort()) hash.update(text).update("\0");
  return hash.digest("hex").slice(0, 16);
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
