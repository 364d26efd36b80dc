/**
 * What is known of the quality of this very tree, in one page: `npm run scoreboard -- [options]` writes docs/scoreboard.md.
 *
 *   --run          First runs every suite that was not run of these sources yet; without it, their last results count
 *   --only <part>  One part: suites, cases, faults, invariants, machines, load, proofs, coverage, mutants, patterns,
 *                  sizes, gas or questions; repeatable. Prints it
 *   --json         Prints one object, and writes nothing
 *
 * Nothing on it is typed by hand. A suite counts if `npm test` ran it whole and nothing that it tests has changed since;
 * long runs, coverage and mutants, if no contract and no test in Solidity has. Everything else is "not run". It ends with 1
 * if something is wrong.
 */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { runTool } from "./local/buildProject.ts";
import { outputOf } from "./release/artifacts.ts";
import { type Row, sections } from "./scoreboard/rows.ts";
import { keptResult } from "./testing/results.ts";
import { steps } from "./testing/steps.ts";

const root = join(import.meta.dirname, "..");

type Part = { id: string; title: string; rows: Row[] };

const marks = { true: "✓", false: "✗", undefined: "–" } as const;

const cell = (text: string) => text.replaceAll("|", "\\|").replaceAll("\n", " ");

/** A part as a table in Markdown. */
const tableOf = ({ title, rows }: Part) =>
  [
    `## ${title}`,
    "",
    "| | what | result | by |",
    "|---|---|---|---|",
    ...rows.map(
      ({ what, result, ok, command }) => `| ${marks[`${ok}`]} | ${cell(what)} | ${cell(result)} | \`${command}\` |`,
    ),
  ].join("\n");

/** The whole page. */
function pageOf(parts: readonly Part[], commit: string): string {
  const rows = parts.flatMap((part) => part.rows);
  const is = (ok: boolean | undefined) => rows.filter((row) => row.ok === ok).length;
  return [
    "# Scoreboard",
    "",
    `Written by \`npm run scoreboard\` of commit ${commit}; nothing here is typed by hand. ${is(true)} rows are right, ${is(false)} wrong,`,
    `and ${is(undefined)} were not run of these sources. ✓ right, ✗ wrong, – not run.`,
    "",
    parts.map(tableOf).join("\n\n"),
    "",
  ].join("\n");
}

async function runMissing(): Promise<void> {
  for (const step of steps) {
    if (await keptResult(step)) continue;
    console.error(`Running ${step.name}`);
    // What fails is told by its row.
    await runTool(["scripts/test.ts", "--only", step.name]).catch(() => undefined);
  }
}

try {
  const { values } = parseArgs({
    options: { run: { type: "boolean" }, json: { type: "boolean" }, only: { type: "string", multiple: true } },
  });
  const wanted = values.only ?? sections.map(({ id }) => id);
  for (const name of wanted) {
    if (sections.some(({ id }) => id === name)) continue;
    throw new Error(`There is no part named ${name}. These are: ${sections.map(({ id }) => id).join(", ")}.`);
  }
  if (values.run) await runMissing();
  const parts: Part[] = [];
  for (const { id, title, rows } of sections) if (wanted.includes(id)) parts.push({ id, title, rows: await rows() });
  const commit = (await outputOf("git", ["rev-parse", "--short", "HEAD"])).trim();
  if (values.json) console.log(JSON.stringify({ commit, parts }, null, 2));
  else if (values.only) console.log(parts.map(tableOf).join("\n\n"));
  else {
    await writeFile(join(root, "docs/scoreboard.md"), pageOf(parts, commit));
    console.log("docs/scoreboard.md");
  }
  if (parts.some(({ rows }) => rows.some(({ ok }) => ok === false))) process.exitCode = 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
