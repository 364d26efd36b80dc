/**
 * Changes the SDK's consensus code in small ways, one at a time, and tells which of them no test notices: commitments,
 * trees, terms and the books' arithmetic, which contracts and verifiers must agree with to the byte.
 *
 *   npm run test:mutation:sdk [-- --only merkle,conditions] [--minutes 60] [--json]
 *
 * All changes of a module are loaded at once, and each test is run again with every change that it meets: a few
 * milliseconds each. Verdicts are kept, so that the same command goes on where it ended. It ends with 1 if one lives on
 * that is not explained (scripts/sdkMutants/explanations.ts).
 */
import { parseArgs } from "node:util";
import { judgeMutants } from "./sdkMutants/judge.ts";
import { isExplained, judgedSdkMutants, knownMutants, subjectsNamed } from "./sdkMutants/subjects.ts";

try {
  const { values } = parseArgs({
    options: {
      only: { type: "string", default: "" },
      minutes: { type: "string", default: "600" },
      json: { type: "boolean", default: false },
    },
  });
  if (!/^\d{1,4}$/.test(values.minutes)) throw new Error(`“${values.minutes}” is no number of minutes.`);
  const chosen = subjectsNamed(values.only.split(",").filter(Boolean));
  const ends = Date.now() + Number(values.minutes) * 60_000;
  for (const { subject, mutants, verdictOf, keep } of knownMutants(chosen)) {
    const asked = mutants.flatMap((mutant, number) => (verdictOf(mutant) === undefined ? [number] : []));
    if (asked.length === 0 || Date.now() > ends) continue;
    // Whatever is said on the way is no part of the answer.
    console.error(`${subject.file}: ${mutants.length} mutants, ${asked.length} to try`);
    const told = (number: number, verdict: "killed" | "survived") => {
      const mutant = mutants[number];
      if (mutant) keep(mutant, verdict);
    };
    await judgeMutants(subject, asked, told, ends);
  }
  const judged = judgedSdkMutants(chosen);
  const open = judged.flatMap(({ survivors }) => survivors.filter((mutant) => !isExplained(mutant)));
  if (values.json) console.log(JSON.stringify(judged, null, 2));
  else {
    for (const { file, line, place } of open) console.log(`survived  ${file}:${line}  ${place}`);
    for (const { file, all, killed, survived, explained } of judged) {
      const score = killed + survived === 0 ? "-" : `${((100 * killed) / (killed + survived)).toFixed(1)} %`;
      console.log(
        `${file}: killed ${killed}, survived ${survived} (${score}), of which explained ${explained}; not tried ${all - killed - survived}`,
      );
    }
  }
  if (open.length > 0) process.exitCode = 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
