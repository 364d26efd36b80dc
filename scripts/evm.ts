/**
 * Random histories of the whole system on three implementations of the EVM: EDR (Hardhat), anvil, and @ethereumjs/vm,
 * which shares no code with the other two. Each transaction must come to the same everywhere: status, gas, what is
 * returned, logs, and every balance, nonce, code and slot that it changes; now and then the roots of all storage too.
 *
 *   npm run test:evm [-- COUNT [--seed TEXT] [--json]]   COUNT transactions, 200 if not given
 *
 * One in five has something wrong about it: its sender, its value, its data, its gas, or where it goes. The same seed
 * makes the same history. It ends with 1 at the first difference, and names the transaction and what each machine says.
 */
import { parseArgs } from "node:util";
import { grouped } from "@colophon/sdk";
import { type Comparison, compareMachines } from "../test/evm/compare.ts";
import { anvil, edr, ethereumjs } from "../test/evm/machines.ts";
import { buildContracts } from "./local/buildProject.ts";
import { keepRun, keptRun, runSources } from "./scoreboard/runs.ts";

function summaryOf(found: Comparison, seconds: number) {
  const { seed, machines, transactions, succeeded, gas, logs, changes, roots, difference } = found;
  const functions = [...found.counts].map(([name, count]) => ({ name, ...count }));
  return {
    ...{ seed, machines, transactions, succeeded, gas: Number(gas), logs, changes, roots, functions },
    ...{ difference: difference ?? null, seconds: Math.round(seconds) },
  };
}

/** What a run came to, as it is printed and kept. */
export type EvmRun = ReturnType<typeof summaryOf>;

try {
  const { values, positionals } = parseArgs({
    options: { seed: { type: "string", default: "1" }, json: { type: "boolean", default: false } },
    allowPositionals: true,
  });
  const [text = "200", ...more] = positionals;
  if (!/^[1-9]\d{0,6}$/.test(text) || more.length > 0) {
    throw new Error(`“${positionals.join(" ")}” is no number of transactions. Give one, from 1 to 9,999,999.`);
  }
  // Whatever is said on the way is no part of the answer.
  const say = (line: string) => console.error(line);
  await buildContracts({ say });
  const sources = await runSources("evm");
  const start = performance.now();
  const before = await keptRun<EvmRun>("evm");
  const summaryNow = (so: Comparison) => summaryOf(so, (performance.now() - start) / 1000);
  /** A short run, as the tests make, does not take the place of a longer one that found as little. */
  const keep = async (run: EvmRun) => {
    if (run.difference || !before || before.transactions <= run.transactions) await keepRun("evm", sources, run);
  };
  const found = await compareMachines([edr, anvil, ethereumjs], {
    ...{ seed: values.seed, count: Number(text) },
    async told(so) {
      const run = summaryNow(so);
      say(`${grouped(run.transactions)} transactions, ${grouped(run.seconds)} s`);
      await keep(run);
    },
  });
  const summary = summaryNow(found);
  await keep(summary);
  if (values.json) console.log(JSON.stringify(summary, null, 2));
  else {
    const { machines, transactions, succeeded, logs, changes, difference } = summary;
    for (const { name, called, succeeded: well } of summary.functions.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      console.log(`${name.padEnd(22)}${grouped(well).padStart(8)} of ${grouped(called)} calls succeeded`);
    }
    console.log(
      `${machines.join(", ")}: ${grouped(transactions)} transactions, ${grouped(succeeded)} succeeded, ${grouped(logs)} logs, ${grouped(changes)} changes`,
    );
    if (!difference) console.log("No difference.");
    else {
      console.log(`Transaction ${difference.number} (${difference.what}) differs in ${difference.part}:`);
      for (const [name, said] of Object.entries(difference.said)) console.log(`  ${name}: ${said}`);
    }
  }
  if (summary.difference) process.exitCode = 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
