/**
 * Lists what the site's translations lack, with the place of each message: `npm run translations [-- --write]`.
 *
 *   --write   Also writes the catalogues anew: with what is missing as empty texts to fill in, without what nobody says
 *             any more, in the order of the source
 */
import { parseArgs } from "node:util";
import { checkCatalogues, writeCatalogues } from "../translation/catalogues.ts";
import { languages } from "../translation/languages.ts";

const { values } = parseArgs({ options: { write: { type: "boolean", default: false } } });
for (const language of languages) {
  if (values.write) writeCatalogues(language);
  const { missing, faults, unused } = checkCatalogues(language);
  for (const { path, line, message } of missing) console.log(`${path}:${line}  ${message}`);
  for (const fault of faults) console.log(fault);
  for (const { area, message } of unused) console.log(`${area}.json: nobody says “${message}” any more.`);
  console.log(
    `${language}: ${missing.length} messages without a translation, ${faults.length} translations with other marks, ${unused.length} that nobody needs.`,
  );
  if (missing.length + faults.length + unused.length > 0) process.exitCode = 1;
}
