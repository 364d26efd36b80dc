/** Writes digests.json anew after the catalogue was changed on purpose: `node scripts/demo/pinDigests.ts` */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { digestsOfFiles } from "./files.ts";

const digests = await digestsOfFiles();
await writeFile(join(import.meta.dirname, "digests.json"), `${JSON.stringify(digests, null, 2)}\n`);
for (const [name, { size }] of Object.entries(digests)) console.log(String(size).padStart(8), name);
