/**
 * What the compiler's own model checker (SMTChecker with Z3, in npm's solc) can say of small models of the rules that
 * money and rights hang on, for every input and every order of calls: `npm run proofs [-- --only NAME] [--seconds 60] [--json]`
 *
 * Each model of scripts/proofs/ is asked in a process of its own, which is ended when it has had so many seconds of a
 * processor. A false
 * statement must be found first. It ends with 1 if a statement is violated; what was not proved is told, and no error.
 */
import { spawn } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { keepRun, runSources } from "./scoreboard/runs.ts";

const root = join(import.meta.dirname, "..");
const canary = "Canary";

/** What was said of the statements of one model. */
export type Proof = {
  model: string;
  proved: number;
  violated: number;
  unproved: number;
  timedOut: boolean;
  seconds: number;
};

type Output = { errors?: { message: string; severity: string; formattedMessage: string }[] };

/** Asks the checker about one model, in this process. It may take long, and can't be stopped but with the process. */
function check(model: string): Omit<Proof, "model" | "timedOut" | "seconds"> {
  const solc = createRequire(import.meta.url)("solc") as { compile(input: string, callbacks: object): string };
  const file = `scripts/proofs/${model}.sol`;
  const input = {
    language: "Solidity",
    sources: { [file]: { content: readFileSync(join(root, file), "utf8") } },
    settings: {
      modelChecker: {
        ...{ contracts: { [file]: [model] }, engine: "chc", solvers: ["z3"], targets: ["assert"] },
        ...{ showProvedSafe: true, showUnproved: true, showUnsupported: true },
      },
      outputSelection: {},
    },
  };
  const read = (path: string) => ({ contents: readFileSync(join(root, path), "utf8") });
  const { errors = [] }: Output = JSON.parse(solc.compile(JSON.stringify(input), { import: read }));
  const broken = errors.find(({ severity }) => severity === "error");
  if (broken) throw new Error(broken.formattedMessage);
  const about = (words: RegExp) => errors.filter(({ message }) => words.test(message)).length;
  return {
    proved: about(/^CHC: Assertion violation check is safe/),
    violated: about(/^CHC: Assertion violation happens here/),
    unproved: about(/^CHC: Assertion violation might happen here/),
  };
}

/** The same in a process of its own. What was not said in time is not proved. */
function checkApart(model: string, seconds: number): Promise<Proof> {
  const start = performance.now();
  return new Promise((resolve, reject) => {
    // The time of the processor, and not of the clock: a busy machine proves as much as an idle one.
    const limited = ["-c", `ulimit -t ${seconds}; exec "$0" "$@"`, process.execPath, import.meta.filename];
    const child = spawn("/bin/sh", [...limited, "--model", model], { stdio: ["ignore", "pipe", "pipe"] });
    let [out, err] = ["", ""];
    child.stdout.on("data", (text) => {
      out += text;
    });
    child.stderr.on("data", (text) => {
      err += text;
    });
    child.once("error", reject);
    child.once("close", (code, signal) => {
      const timedOut = signal === "SIGXCPU" || signal === "SIGKILL";
      const took = Math.round((performance.now() - start) / 1000);
      const text = readFileSync(join(root, `scripts/proofs/${model}.sol`), "utf8");
      const statements = text.match(/\bassert\(/g)?.length ?? 0;
      if (timedOut) resolve({ model, proved: 0, violated: 0, unproved: statements, timedOut, seconds: took });
      else if (code === 0) resolve({ model, ...JSON.parse(out), timedOut, seconds: took });
      else reject(new Error(`${model}: ${err.trim()}`));
    });
  });
}

function inWords({ model, proved, violated, unproved, timedOut, seconds }: Proof): string {
  const late = timedOut ? ", its time was over" : "";
  return `${model}: ${proved} proved, ${unproved} not proved, ${violated} violated${late}, ${seconds} s`;
}

async function run(only: string | undefined, seconds: number, json: boolean): Promise<void> {
  const models = globSync("scripts/proofs/*.sol", { cwd: root })
    .map((path) => basename(path, ".sol"))
    .filter((model) => model !== canary)
    .sort();
  const chosen = only === undefined ? models : models.filter((model) => model === only);
  if (chosen.length === 0) throw new Error(`There is no model named ${only}. These are: ${models.join(", ")}.`);
  const sources = await runSources("proofs");
  const { violated } = await checkApart(canary, seconds);
  if (violated !== 1) throw new Error("The checker did not find a false statement. Nothing it says can be trusted.");
  const proofs: Proof[] = [];
  for (const model of chosen) {
    const proof = await checkApart(model, seconds);
    proofs.push(proof);
    console.error(inWords(proof));
  }
  if (only === undefined) await keepRun("proofs", sources, proofs);
  if (json) console.log(JSON.stringify(proofs, null, 2));
  if (proofs.some((proof) => proof.violated > 0)) process.exitCode = 1;
}

try {
  const { values } = parseArgs({
    options: {
      only: { type: "string" },
      seconds: { type: "string", default: "60" },
      json: { type: "boolean", default: false },
      model: { type: "string" },
    },
  });
  if (!/^[1-9]\d{0,5}$/.test(values.seconds)) throw new Error(`--seconds ${values.seconds} is no whole number from 1.`);
  if (values.model !== undefined) console.log(JSON.stringify(check(values.model)));
  else await run(values.only, Number(values.seconds), values.json);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
