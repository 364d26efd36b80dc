import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { count, grouped } from "@colophon/sdk";
import type { SizeMeasure } from "../../bench/index/measureSize.ts";
import type { KeptLoad } from "../../bench/load.ts";
import type { EvmRun } from "../evm.ts";
import { home, kept, type LongRun } from "../forge/kept.ts";
import { judgedMutants } from "../forge/mutation/mutationRun.ts";
import type { Proof } from "../proofs.ts";
import { outputOf } from "../release/artifacts.ts";
import { judgedSdkMutants } from "../sdkMutants/subjects.ts";
import { keptResult } from "../testing/results.ts";
import { type Step, steps } from "../testing/steps.ts";
import { faultsOf, isOf, type Stake, suiteOf } from "./faults.ts";
import { keptRun } from "./runs.ts";
import { checkSolidity, judge, rules } from "./solidityChecks.ts";
import { casesOf, codesOf, testsOf } from "./testNames.ts";

const root = join(import.meta.dirname, "../..");
const read = (path: string) => readFileSync(join(root, path), "utf8");

/** One line of the board. `ok` is undefined where nothing was run. */
export type Row = { what: string; result: string; ok: boolean | undefined; command: string };

/** A part of the board: what it is called, and how its rows are found. */
export type Section = { id: string; title: string; rows(): Promise<Row[]> };

const notRun = "not run";

/** Runs what is quick, and says how it ended. */
async function tried(
  what: string,
  script: string,
  args: readonly string[],
  tell: (out: string) => Omit<Row, "what" | "command">,
) {
  const command = `node ${[script, ...args].join(" ")}`;
  try {
    return { what, command, ...tell(await outputOf(process.execPath, [join(root, script), ...args])) };
  } catch (error) {
    const [, ...lines] = String(error instanceof Error ? error.message : error).split("\n");
    return { what, command, ok: false, result: lines.at(-1) ?? "failed" };
  }
}

async function suites(): Promise<Row[]> {
  const rows = steps.map(async (step): Promise<Row> => {
    const command = `npm test -- --only "${step.name}"`;
    const found = await keptResult(step);
    if (!found) return { what: step.name, result: notRun, ok: undefined, command };
    const { passed, failed, flaky, seconds } = found;
    const numbers =
      step.count === "check"
        ? failed > 0
          ? "failed"
          : "passed"
        : `${grouped(passed)} passed, ${grouped(failed)} failed`;
    const unsteady = flaky.length > 0 ? `, ${flaky.length} at a second try` : "";
    return { what: step.name, result: `${numbers}${unsteady}, ${seconds.toFixed(0)} s`, ok: failed === 0, command };
  });
  return Promise.all(rows);
}

/** The steps that were run whole of the present sources. */
async function stepsRun(): Promise<Step[]> {
  const found = await Promise.all(steps.map(async (step) => ((await keptResult(step)) ? [step] : [])));
  return found.flat();
}

async function cases(): Promise<Row[]> {
  const told = (
    await Promise.all(
      (await stepsRun()).map(async (step) => (await testsOf(step)).map((test) => ({ ...test, suite: step.name }))),
    )
  ).flat();
  return casesOf(read("test/CASES.md")).map(({ code, about }) => {
    const tests = told.filter(({ name }) => codesOf(name).includes(code));
    const failed = tests.filter(({ passed }) => !passed).length;
    const bySuite = Map.groupBy(tests, ({ suite }) => suite);
    const where = [...bySuite].map(([suite, { length }]) => `${suite} ${length}`).join(", ");
    const result = tests.length === 0 ? notRun : `${tests.length - failed} passed, ${failed} failed (${where})`;
    return {
      what: `${code}: ${about}`,
      result,
      ok: tests.length === 0 ? undefined : failed === 0,
      command: "npm test",
    };
  });
}

/** What it is called if a fault is not held, by what is at stake. */
const losses: Record<Stake, string> = {
  money: "money or work that is lost",
  twice: "what is paid or done twice",
  certificate: "what is called proved, in force or unknown and is not",
};

async function faults(): Promise<Row[]> {
  const told = new Map(
    await Promise.all((await stepsRun()).map(async (step) => [step.name, await testsOf(step)] as const)),
  );
  const lines = faultsOf(read("test/FAULTS.md")).map((line) => ({
    ...line,
    tests: (told.get(suiteOf(line)) ?? []).filter(({ name }) => isOf(line, name)),
  }));
  const rowOf = (what: string, chosen: typeof lines, say: (failed: number, tests: number) => string): Row => {
    const run = chosen.filter(({ tests }) => tests.length > 0);
    const tests = new Map(
      run.flatMap(({ file, tests }) => tests.map((test) => [`${file} ${test.name}`, test] as const)),
    );
    const failed = [...tests.values()].filter(({ passed }) => !passed).length;
    const left = chosen.length - run.length;
    const missing = left > 0 ? `; ${left} of ${chosen.length} lines ${notRun}` : "";
    const result = run.length === 0 ? notRun : `${say(failed, tests.size)}${missing}`;
    const ok = failed > 0 ? false : left > 0 ? undefined : true;
    return { what, result, ok, command: "npm test" };
  };
  return [
    rowOf(
      "flows × faults of test/FAULTS.md",
      lines,
      (failed, tests) =>
        `${count(lines.length, "line")}, ${grouped(tests - failed)} tests passed, ${grouped(failed)} failed`,
    ),
    ...Object.entries(losses).map(([stake, what]) =>
      rowOf(
        what,
        lines.filter((line) => line.stake === stake),
        (failed, tests) => `${failed} in ${grouped(tests)} tests`,
      ),
    ),
  ];
}

async function machines(): Promise<Row[]> {
  const what = "random transactions on EDR, anvil and @ethereumjs/vm";
  const command = "npm run test:evm -- 10000";
  const run = await keptRun<EvmRun>("evm");
  if (!run) return [{ what, result: notRun, ok: undefined, command }];
  const { transactions, succeeded, functions, changes, logs, difference, seed } = run;
  const found = difference ? `a difference in transaction ${difference.number} (${difference.part})` : "no difference";
  const of = `${grouped(transactions)} (${grouped(succeeded)} succeeded) of seed ${seed}, ${functions.length} functions`;
  const result = `${of}, ${grouped(logs)} logs, ${grouped(changes)} changes of state: ${found}`;
  return [{ what, result, ok: difference === null, command }];
}

/** How long a load lasts that counts, and how many people it is. */
const wholeLoad = { people: 50, minutes: 10 } as const;

/** The row of a load, as far as it went: what is wrong in a short one is wrong, but only a whole one is right. */
export function rowOfLoad(run: KeptLoad | undefined): Row {
  const command = "npm run bench:load";
  const what = `load: ${wholeLoad.people} people at once for ${wholeLoad.minutes} minutes, every balance reconciles`;
  if (!run) return { what, result: notRun, ok: undefined, command };
  const { people, length, actions, transactions, unforeseen, right, wrong, compared } = run;
  const lasted = "minutes" in length ? count(length.minutes, "minute") : `${count(length.rounds, "round")} each`;
  const of = `${count(people, "person", "people")}, ${lasted}: ${grouped(actions)} actions, ${grouped(transactions)} transactions`;
  const found = `${grouped(unforeseen)} unforeseen failures, ${right} reconciliations right, ${wrong} wrong (${grouped(compared)} figures)`;
  const whole = people >= wholeLoad.people && "minutes" in length && length.minutes >= wholeLoad.minutes;
  return { what, result: `${of}, ${found}`, ok: unforeseen + wrong > 0 ? false : whole ? true : undefined, command };
}

async function load(): Promise<Row[]> {
  return [rowOfLoad(await keptRun<KeptLoad>("load"))];
}

async function invariants(): Promise<Row[]> {
  const names = globSync("test/invariant/*.t.sol", { cwd: root }).flatMap((path) =>
    Array.from(read(path).matchAll(/function (invariant_\w+)/g), ([, name = ""]) => name),
  );
  const step = steps.find(({ name }) => name === "solidity");
  const told = step && (await keptResult(step)) ? await testsOf(step) : [];
  const rows = names.map((name): Row => {
    const test = told.find((it) => it.name.startsWith(`${name}(`));
    const runs = /\(runs: (\d+)\)/.exec(test?.name ?? "")?.[1];
    const depth = Number(/depth: (\d+)/.exec(read("hardhat.config.ts"))?.[1]);
    const result = test ? `${test.passed ? "held" : "broken"}, ${grouped(Number(runs) * depth)} calls` : notRun;
    return { what: name, result, ok: test?.passed, command: "npm test -- --only solidity" };
  });
  const text = kept("long.json");
  const long: LongRun | undefined = text === undefined ? undefined : JSON.parse(text);
  const result = long
    ? `held in ${count(long.last - long.first + 1, "round")}: ${grouped(long.calls)} calls, ${grouped(long.reverts)} reverts, ${grouped(long.seconds)} s`
    : notRun;
  return [...rows, { what: "all of them, long", result, ok: long ? true : undefined, command: "npm run test:long" }];
}

/** How many of how many a report in lcov's form counts, in files of our contracts. */
export function covered(lcov: string, found: string, hit: string) {
  let [all, some] = [0, 0];
  for (const record of lcov.split("end_of_record")) {
    if (!/^SF:contracts\//m.test(record)) continue;
    all += Number(new RegExp(`^${found}:(\\d+)$`, "m").exec(record)?.[1] ?? 0);
    some += Number(new RegExp(`^${hit}:(\\d+)$`, "m").exec(record)?.[1] ?? 0);
  }
  return { all, some };
}

async function coverage(): Promise<Row[]> {
  const lcov = kept("lcov.info");
  return [
    ["branches", "BRF", "BRH"],
    ["lines", "LF", "LH"],
    ["functions", "FNF", "FNH"],
  ].map(([what = "", found = "", hit = ""]) => {
    if (lcov === undefined) return { what, result: notRun, ok: undefined, command: "npm run coverage" };
    const { all, some } = covered(lcov, found, hit);
    const percent = all === 0 ? 0 : (100 * some) / all;
    return {
      what,
      result: `${percent.toFixed(1)} % (${grouped(some)} of ${grouped(all)})`,
      ok: percent >= 95,
      command: "npm run coverage",
    };
  });
}

async function mutants(): Promise<Row[]> {
  const { all, killed, survived, explained, invalid } = judgedMutants(join(home, "mutants"));
  const tried = killed + survived + invalid;
  const command = "npm run test:mutation";
  const what = "small changes of the contracts";
  if (tried === 0) return [{ what, result: `${notRun}; there are ${grouped(all)}`, ok: undefined, command }];
  const score = killed + survived === 0 ? "" : `, ${((100 * killed) / (killed + survived)).toFixed(1)} % noticed`;
  const result = `${grouped(tried)} of ${grouped(all)} tried: ${grouped(killed)} noticed, ${grouped(survived)} not, of which ${grouped(explained)} explained, ${grouped(invalid)} do not compile${score}`;
  return [{ what, result, ok: survived === explained, command }];
}

async function sdkMutants(): Promise<Row[]> {
  return judgedSdkMutants().map(({ file, all, killed, survived, explained }): Row => {
    const [command, what] = ["npm run test:mutation:sdk", `small changes of ${file}`];
    const tried = killed + survived;
    if (tried === 0) return { what, result: `${notRun}; there are ${grouped(all)}`, ok: undefined, command };
    const score = `${((100 * killed) / tried).toFixed(1)} % noticed`;
    const result = `${grouped(tried)} of ${grouped(all)} tried: ${grouped(killed)} noticed, ${grouped(survived)} not, of which ${grouped(explained)} explained, ${score}`;
    return { what, result, ok: survived > explained ? false : tried === all ? true : undefined, command };
  });
}

/** What a person should not have to wait for longer, in milliseconds inside the server, of 99 in 100 questions. */
const patience = { search: 300, lists: 300 } as const;

async function questions(): Promise<Row[]> {
  const command = "npm run bench:index -- --only queries";
  const sizes = (await keptRun<SizeMeasure[]>("questions")) ?? [];
  const largest = sizes.toSorted((one, other) => one.works - other.works).at(-1);
  const kinds = { search: /^(search|words)/, lists: /^page of/ } as const;
  return (["search", "lists"] as const).map((kind): Row => {
    const what = `${kind}: the slowest kind of question, at its 99th percentile`;
    const asked = largest?.queries.filter(({ name }) => kinds[kind].test(name)) ?? [];
    const slowest = asked.toSorted((one, other) => one.p99 - other.p99).at(-1);
    if (!largest || !slowest) return { what, result: notRun, ok: undefined, command };
    const result = `${slowest.p99.toFixed(1)} ms (${slowest.name}) of ${grouped(largest.works)} works`;
    return { what, result, ok: slowest.p99 <= patience[kind], command };
  });
}

async function proofs(): Promise<Row[]> {
  const command = "npm run proofs";
  const what = "statements about models of the rules (SMTChecker, Z3)";
  const found = await keptRun<Proof[]>("proofs");
  if (!found) return [{ what, result: notRun, ok: undefined, command }];
  return found.map(({ model, proved, unproved, violated, timedOut }) => {
    const late = timedOut ? ", its time was over" : "";
    const result = `${proved} proved, ${unproved} not proved, ${violated} violated${late}`;
    return {
      what: `scripts/proofs/${model}.sol`,
      result,
      ok: violated > 0 ? false : unproved > 0 ? undefined : true,
      command,
    };
  });
}

/** What a contract on a chain may have at most, in bytes (EIP-170). */
const mostBytes = 24_576;

async function sizes(): Promise<Row[]> {
  const command = "npm run bench:gas -- --sizes";
  const contracts = globSync("contracts/*.sol", { cwd: root })
    .sort()
    .map((path): Row => {
      const name = path.slice("contracts/".length, -".sol".length);
      const artifact = `artifacts/contracts/${name}.sol/${name}.json`;
      if (!existsSync(join(root, artifact))) return { what: name, result: notRun, ok: undefined, command };
      const { deployedBytecode }: { deployedBytecode: string } = JSON.parse(read(artifact));
      const bytes = (deployedBytecode.length - 2) / 2;
      return {
        what: name,
        result: `${grouped(bytes)} of ${grouped(mostBytes)} bytes`,
        ok: bytes <= mostBytes,
        command,
      };
    });
  const page = existsSync(join(root, "frontend/dist/.vite/manifest.json"))
    ? await tried("the dApp's first page", "frontend/scripts/size.ts", [], (out) => ({
        ok: true,
        result: `${/^\s*([\d.]+ kB)/m.exec(out)?.[1] ?? "?"} of JavaScript, gzipped`,
      }))
    : { what: "the dApp's first page", result: notRun, ok: undefined, command: "node frontend/scripts/size.ts" };
  return [...contracts, page];
}

async function gas(): Promise<Row[]> {
  return [
    await tried("jobs within their budget", "bench/gas.ts", [], (out) => {
      const rows = Array.from(out.matchAll(/^(.{64}) *([\d,.]+) +([\d,.]+)( {2}over)?$/gm));
      const over = rows
        .filter(([, , , , mark]) => mark)
        .map(([, job = "", used, budget]) => `${job.trim()}: ${used} of ${budget}`);
      const worst = over.length > 0 ? `; over: ${over.join("; ")}` : "";
      return {
        ok: rows.length > 0 && over.length === 0,
        result: `${rows.length - over.length} of ${rows.length}${worst}`,
      };
    }),
    await tried("figures as they were when they were last written down", "bench/gas.ts", ["--check"], (out) => ({
      ok: true,
      result: out.trim(),
    })),
  ];
}

async function patterns(): Promise<Row[]> {
  const paths = globSync("contracts/**/*.sol", { cwd: root }).sort();
  const from = (path: string) => read(path.startsWith("@") ? `node_modules/${path}` : path);
  const findings = checkSolidity(Object.fromEntries(paths.map((path) => [path, from(path)])), from);
  const { open, stale } = judge(findings);
  return Object.entries(rules).map(([rule, { says }]) => {
    const mine = open.filter((finding) => finding.rule === rule);
    const right = findings.filter((finding) => finding.rule === rule).length - mine.length;
    const old = stale.filter((it) => it.rule === rule).length;
    const where = mine.map(({ file, line }) => `${file}:${line}`).join(", ");
    const justified = right > 0 ? `, ${right} justified` : "";
    return {
      what: `${rule}: ${says}`,
      result: `${mine.length} found${where ? ` (${where})` : ""}${justified}${old > 0 ? `, ${old} justified for nothing` : ""}`,
      ok: mine.length + old === 0,
      command: "npm run scoreboard -- --only patterns",
    };
  });
}

/** Every part of the board, in its order. */
export const sections: readonly Section[] = [
  { id: "suites", title: "Suites", rows: suites },
  { id: "cases", title: "Dangers, by the codes of test/CASES.md", rows: cases },
  { id: "faults", title: "What goes wrong in the middle", rows: faults },
  { id: "invariants", title: "Invariants", rows: invariants },
  { id: "machines", title: "The same on every machine", rows: machines },
  { id: "load", title: "Many people at once", rows: load },
  { id: "coverage", title: "Coverage of the contracts", rows: coverage },
  { id: "proofs", title: "What holds of every input", rows: proofs },
  { id: "mutants", title: "Mutants", rows: async () => [...(await mutants()), ...(await sdkMutants())] },
  { id: "patterns", title: "Mistakes that can be seen without running anything", rows: patterns },
  { id: "sizes", title: "Sizes", rows: sizes },
  { id: "gas", title: "Gas", rows: gas },
  { id: "questions", title: "Answers of the index", rows: questions },
];
