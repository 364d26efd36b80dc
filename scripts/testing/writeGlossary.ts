import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { glossaryPage } from "../../sdk/src/terms/glossary.ts";

/*
 * Writes docs/training/glossary.md from the words of sdk/src/terms/glossary.ts, which the dApp shows in place.
 *
 *   node scripts/testing/writeGlossary.ts
 */
const target = join(import.meta.dirname, "../../docs/training/glossary.md");

await writeFile(target, glossaryPage());
process.stdout.write(`Written: ${target}\n`);
