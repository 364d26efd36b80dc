import { join } from "node:path";
import { licenceNumberOf } from "@colophon/sdk";
import { deliveryDocumentOf, parseRecipient } from "@colophon/sdk/vault";
import {
  type Arguments,
  type Command,
  chainHelp,
  chainOptions,
  neededOf,
  onlyOne,
  outputHelp,
  outputOptions,
} from "../Command.ts";
import { connect, licenceOf } from "../connect.ts";
import { markingHelp, markingOf, markingOptions } from "../delivery/copies.ts";
import { openDesk } from "../delivery/desk.ts";
import { openLog } from "../delivery/log.ts";
import { intendedHelp, intendedOf, intendedOptions, rulesHelp, rulesOf, rulesOptions } from "../delivery/request.ts";
import { stampDays } from "../delivery/stampDays.ts";
import { writeNewFile } from "../files.ts";
import { idOf } from "../named.ts";
import { print } from "../terminal.ts";
import { ageKeyHelp, ageKeyOptions, readAgeKeys } from "../vault/ageKeys.ts";
import { makeVaultFolder, readVaults, storedName } from "../vault/vaultFolder.ts";

const now = () => Math.floor(Date.now() / 1000);

export const deliver: Command = {
  name: "deliver",
  summary: "give a licensee the key to the files of a work by hand, and stamp what was delivered",
  help: `<folder of encrypted files> --licence <number> --to <age1...> --use ... --log <folder> --age-key <file>
                   --out <file> (--network ...)
  colophon deliver --stamp --log <folder> (--network <name> | --rpc <url> --key-file <file>)

Asks the chain whether the licence is live and covers the use, counts its seats, writes the delivery to the log, and then
the files' key, encrypted to the licensee, to a note. Send the note, the record and the encrypted files; they open with
colophon vault decrypt, on the licence's page, or with the program age. Make sure that the age1 line is the licensee's own.
--stamp stamps the log of each day that is over, as colophon serve --stamp does by itself.

  --licence <number>     the licence; whoever holds it is who gets the key
  --to <age1...>         the licensee's public key of age
  --log <folder>         the log of deliveries, the same as that of colophon serve
  --out <file>           the note; its name should end in .colophon-delivery.json
${markingHelp}
  --copies <folder>      a new folder for the encrypted copies, which are sent in place of the encrypted files
${intendedHelp}
${rulesHelp}
${ageKeyHelp}
${chainHelp}
${outputHelp}`,
  options: {
    ...chainOptions,
    ...outputOptions,
    ...ageKeyOptions,
    ...intendedOptions,
    ...rulesOptions,
    ...markingOptions,
    licence: { type: "string" },
    to: { type: "string" },
    log: { type: "string" },
    out: { type: "string" },
    copies: { type: "string" },
    stamp: { type: "boolean" },
  },
  run: (given) => (given.flag("stamp") ? stampLog(given) : byHand(given)),
};

async function stampLog(given: Arguments): Promise<number> {
  const log = await openLog(neededOf(given, "log", "<folder>"));
  const days = await stampDays(await connect(given), log, now());
  await log.close();
  const batches = days.map((day) => ({ day, batch: join(log.folder, `${day}.batch`) }));
  const text = batches.map(({ day, batch }) => `Stamped the deliveries of ${day}; their secrets are in ${batch}`);
  print(
    given,
    { stamped: batches },
    text.join("\n") || "There was no day to stamp: each that is over is stamped already.",
  );
  return 0;
}

async function byHand(given: Arguments): Promise<number> {
  const folder = onlyOne(given, "Name one folder that colophon vault encrypt made.");
  const licence = idOf(given, neededOf(given, "licence", "<number>"), "licence");
  const recipient = parseRecipient(neededOf(given, "to", "<age1...>"));
  const out = neededOf(given, "out", "<file>");
  const request = { licence, recipient, ...intendedOf(given) };
  const vaults = await readVaults([folder]);
  const marking = await markingOf(given, vaults.values());
  const copies = marking && neededOf(given, "copies", "<folder>");
  if (copies) await makeVaultFolder(copies);
  const log = await openLog(neededOf(given, "log", "<folder>"));
  const context = await connect(given);
  const keys = await readAgeKeys(given);
  const desk = await openDesk({
    ...{ vaults, keys, context, log, rules: rulesOf(given), now },
    copies: marking && copies ? { marking, folder: copies, nameOf: storedName } : undefined,
  });
  const { holder } = (await licenceOf(context, licence)).value;
  const { delivery, entry } = await desk.deliver({ ...request, account: holder });
  await log.close();
  await writeNewFile(out, deliveryDocumentOf(delivery));
  print(
    given,
    { delivery: out, licence, account: holder, recipient, block: delivery.block, entry, copies: copies ?? null },
    [
      `Wrote ${out}: the key for ${holder}, who holds licence ${licenceNumberOf(licence)}.`,
      copies === undefined
        ? `It is delivery ${entry.number} of the log. Send it with the encrypted files and the record in ${folder}.`
        : `It is delivery ${entry.number} of the log. Send it with the record in ${folder} and the copies in ${copies}, which are marked for this licence. Do not send the encrypted files themselves.`,
    ].join("\n"),
  );
  return 0;
}
