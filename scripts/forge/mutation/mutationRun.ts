import { readFileSync } from "node:fs";
import { join } from "node:path";
import { compileContract } from "./compileContract.ts";
import type { Mutant } from "./Mutant.ts";
import { mutantsOf } from "./mutantsOf.ts";
import { syntaxTreeOf } from "./syntaxTreeOf.ts";

const root = join(import.meta.dirname, "../../..");

/** The files that are changed: in which contract they run, and the tests that are asked first. */
const SUBJECTS = [
  { file: "contracts/Licences.sol", contract: "Licences", tests: "Licences" },
  { file: "contracts/libraries/Grants.sol", contract: "Licences", tests: "Licences" },
  { file: "contracts/types/GrantClass.sol", contract: "Licences", tests: "Licences" },
  { file: "contracts/types/GrantPage.sol", contract: "Licences", tests: "Licences" },
  { file: "contracts/types/LicenceData.sol", contract: "Licences", tests: "Licences" },
  { file: "contracts/Royalties.sol", contract: "Royalties", tests: "Royalties" },
  { file: "contracts/libraries/Segments.sol", contract: "Royalties", tests: "Royalties" },
  { file: "contracts/types/Holding.sol", contract: "Royalties", tests: "Royalties" },
  { file: "contracts/types/Ledger.sol", contract: "Royalties", tests: "Royalties" },
  { file: "contracts/types/Progress.sol", contract: "Royalties", tests: "Royalties" },
  { file: "contracts/Till.sol", contract: "Royalties", tests: "Till" },
  { file: "contracts/Works.sol", contract: "Works", tests: "Works" },
  { file: "contracts/types/WorkData.sol", contract: "Works", tests: "Works" },
  { file: "contracts/Compliance.sol", contract: "Compliance", tests: "Compliance" },
  { file: "contracts/Terms.sol", contract: "Terms", tests: "Terms" },
];

/**
 * Changes the contracts in one small way at a time, and asks the tests whether they notice: the contract's own unit
 * tests, then all of them and the stateful tests. The changed code goes to the tests through the environment, so no file
 * is touched. Tests of gas are not asked: they would notice anything.
 * @param test runs the tests of a folder, "" for all; returns whether they pass
 * @param sample how many mutants, drawn by `seed` from all
 * @param minutes after which no more are begun
 * @returns 1 if any survived, else 0
 */
export function mutationRun(
  test: (folder: string, code: Record<string, string>) => boolean,
  sample: number,
  seed: number,
  minutes: number,
): number {
  if (!test("", {})) throw new Error("The tests fail without any change. Make them pass first.");
  const all = SUBJECTS.flatMap((subject) => {
    const source = readFileSync(join(root, subject.file), "utf8");
    return mutantsOf(subject.file, source, syntaxTreeOf(subject.file)).map((mutant) => ({
      ...subject,
      mutant,
      source,
    }));
  });
  const drawn = shuffle(all, seed).slice(0, sample);
  console.log(`${all.length} mutants, of which ${drawn.length} are drawn by seed ${seed}`);

  const ends = Date.now() + minutes * 60_000;
  const count = { killed: 0, survived: 0, invalid: 0 };
  for (const { mutant, source, contract, tests } of drawn) {
    if (Date.now() > ends) break;
    const verdict = judge(mutant, source, contract, tests);
    count[verdict] += 1;
    const { file, line, before, after } = mutant;
    console.log(`${verdict.padEnd(9)} ${file}:${line}  ${JSON.stringify(before)} -> ${JSON.stringify(after)}`);
  }
  const { killed, survived, invalid } = count;
  console.log(`killed ${killed}, survived ${survived}, do not compile ${invalid}`);
  return survived === 0 ? 0 : 1;

  function judge(mutant: Mutant, source: string, contract: string, tests: string): keyof typeof count {
    const bytes = Buffer.from(source);
    const text = [
      bytes.subarray(0, mutant.start),
      Buffer.from(mutant.after),
      bytes.subarray(mutant.start + mutant.length),
    ].join("");
    const compiled = compileContract(`contracts/${contract}.sol`, { file: mutant.file, text });
    if ("error" in compiled) return "invalid";
    const code = { [`COLOPHON_CODE_${contract}`]: compiled.code };
    return test(tests, code) && test("", code) ? "survived" : "killed";
  }
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
