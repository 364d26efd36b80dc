import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { checkOpening, count, formatId, parseOpening, splitLicenceId, workIdOf } from "@colophon/sdk";
import { readVaultStanding } from "@colophon/sdk/read";
import {
  asDelivered,
  askForDelivery,
  checkOpened,
  checkVaultKey,
  ciphertextAddressesOf,
  createKey,
  createVaultRecord,
  deliveryDocumentOf,
  fetchVaultRecord,
  isMarkedCopy,
  isProtected,
  keyFileOf,
  parseDelivery,
  parseRecipient,
  parseVaultRecord,
  protectKeyFile,
  recipientOf,
  type Sized,
  unlockKey,
  VaultError,
  type VaultFile,
  type VaultRecord,
  vaultDigestOf,
  vaultDocumentOf,
  vaultFileOf,
} from "@colophon/sdk/vault";
import type { Hex } from "viem";
import {
  type Arguments,
  type Command,
  chainHelp,
  chainOptions,
  neededOf,
  outputHelp,
  outputOptions,
  runJob,
  UsageError,
} from "../Command.ts";
import { type Connection, connect } from "../connect.ts";
import { intendedHelp, intendedOf, intendedOptions } from "../delivery/request.ts";
import { listWork, secret, writeNewFile } from "../files.ts";
import { idOf } from "../named.ts";
import { print, say, warn } from "../terminal.ts";
import { ageKeyHelp, ageKeyOptions, readAgeKeys, readPassphrase, readSecretFile } from "../vault/ageKeys.ts";
import {
  decryptTo,
  digestOfFile,
  encryptTo,
  fetchTo,
  finishVault,
  makeVaultFolder,
  vaultFacts,
} from "../vault/vaultFolder.ts";

export const vault: Command = {
  name: "vault",
  summary: "encrypt the files of a work for its licensees, and open those that you got a licence for",
  help: `keygen --out <file> [--no-passphrase]
  colophon vault protect <key file> --out <file>
  colophon vault encrypt <file or folder>... --opening <file> --to <age1...> --out <folder> [--service <url>] (--network ...)
  colophon vault decrypt <encrypted file> --record <file> --age-key <file> --out <file> [--delivery <file>] [(--network ...)]
  colophon vault get <licence> --service <url> --age-key <file> --out <folder> --use ... (--network ...)

keygen makes a key of age: its first line, which begins with age1, is for others; the file is for you alone.
encrypt encrypts the files of a work as its opening lists them, writes which they are to record.json, and their key,
locked for you, to key.age. Encrypted files and record may lie anywhere: they hold no secret but names and digests.
decrypt opens a file with the key that was delivered to you, and holds it against the record, and with a node the record
against the registration. get does all of it with a delivery service: asks, signs with your account, fetches, opens.
Nothing is written under its name before all of it is there and right. Once somebody has opened a file, nobody can make
them forget it: an ended licence only gets no further key.

  --opening <file>       what colophon stamp or register wrote: the list of the files, with what leads to the registration
  --to <age1...>         whose key unlocks the files' key: yours; may be repeated, for a copy in safe hands
  --work <number>        the work, if the files are a later version of it
  --address <url>        where the encrypted files will be: https:// with a slash at the end; names are put behind it
  --service <url>        the delivery service: https://files.example
  --record <file>        the record of the encrypted files
  --delivery <file>      the key that was delivered; without it --age-key names the files' own key
  --file <path>          which file of the record, if there are several
  --out <...>            where to write; nothing is overwritten
  --no-passphrase        leave the key file unprotected
${ageKeyHelp}
${intendedHelp}
${chainHelp}
${outputHelp}

Exit code of decrypt and get: 0 opened and right, 1 not.`,
  options: {
    ...chainOptions,
    ...outputOptions,
    ...ageKeyOptions,
    ...intendedOptions,
    opening: { type: "string" },
    to: { type: "string", multiple: true },
    work: { type: "string" },
    address: { type: "string" },
    service: { type: "string" },
    record: { type: "string" },
    delivery: { type: "string" },
    file: { type: "string" },
    out: { type: "string" },
    "no-passphrase": { type: "boolean" },
  },
  async run(given) {
    return runJob("vault", jobs, given);
  },
};

const jobs = new Map<string, (given: Arguments, rest: string[]) => Promise<number>>([
  ["keygen", keygen],
  ["protect", protect],
  ["encrypt", encrypt],
  ["decrypt", decrypt],
  ["get", get],
]);

const readFileOf = (path: string) =>
  readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${path} can't be read (${error.code}).`);
  });

/** A new key, which is protected unless that is declined: whoever finds the file could open what its owner can. */
async function keygen(given: Arguments): Promise<number> {
  const out = neededOf(given, "out", "<file>");
  const { key, recipient } = await createKey();
  const file = await keyFileOf(key);
  const content = given.flag("no-passphrase") ? file : await protectKeyFile(file, await newPassphrase(given));
  await writeNewFile(out, content, secret);
  print(
    given,
    { recipient, file: out },
    `${recipient}\n  is what you give to others. ${out} is for you alone: keep it, and keep a copy.`,
  );
  return 0;
}

async function protect(given: Arguments, [path, ...more]: string[]): Promise<number> {
  if (path === undefined || more.length > 0)
    throw new UsageError("Name one key file: vault protect <file> --out <file>.");
  const out = neededOf(given, "out", "<file>");
  const text = await readSecretFile(path);
  if (isProtected(text)) throw new UsageError(`${path} is protected by a passphrase already.`);
  await writeNewFile(out, await protectKeyFile(text, await newPassphrase(given)), secret);
  print(given, { file: out }, `Wrote ${out}. Delete ${path} once you have tried the passphrase.`);
  return 0;
}

/** A passphrase that was typed twice alike, where it is typed. */
async function newPassphrase(given: Arguments): Promise<string> {
  const passphrase = await readPassphrase(given, "New passphrase: ");
  const typed = !given.flag("passphrase-stdin") && !process.env.COLOPHON_PASSPHRASE;
  if (typed && (await readPassphrase(given, "The same again: ")) !== passphrase) {
    throw new UsageError("The two passphrases differ. Nothing was written.");
  }
  return passphrase;
}

async function encrypt(given: Arguments, files: string[]): Promise<number> {
  if (files.length === 0) throw new UsageError("Name the files of the work, or its folder.");
  const owners = given.values("to").map(parseRecipient);
  if (owners.length === 0) {
    throw new UsageError("Say whose key unlocks the files: --to age1…, yours. Make one with colophon vault keygen.");
  }
  const out = neededOf(given, "out", "<folder>");
  const opening = parseOpening(await readFileOf(neededOf(given, "opening", "<file>")));
  const checkedOpening = checkOpening(opening);
  if (!checkedOpening.opens) throw new UsageError(checkedOpening.differences.map(({ sentence }) => sentence).join(" "));
  const { chainId, client, deployment } = await connect(given);
  if (opening.chainId !== chainId) {
    throw new UsageError(`The opening is for chain ${opening.chainId}, but the node serves chain ${chainId}.`);
  }
  const work = given.value("work") === undefined ? workIdOf(opening) : idOf(given, neededOf(given, "work", ""), "work");
  const { files: found } = await listWork(files);
  const known = new Set(opening.manifest.files.map(({ path }) => path));
  const chosen = found.filter(({ size }) => size > 0).map((file) => ({ ...file, path: file.path.normalize("NFC") }));
  const stranger = chosen.find(({ path }) => !known.has(path));
  if (stranger) {
    throw new UsageError(`“${stranger.path}” is not in the list of the opening. Name the files as they were stamped.`);
  }
  const folder = await makeVaultFolder(out);
  const { key, recipient } = await createKey();
  const base = given.value("address");
  const done: { path: string; plain: Sized; cipher: Sized; addresses: string[] }[] = [];
  for (const [at, { path, location }] of chosen.entries()) {
    const target = folder.locationOf(at, path);
    const sealed = await encryptTo(location, target, [recipient]);
    const addresses = base === undefined ? [] : [`${base}${encodeURIComponent(basename(target))}`];
    done.push({ path, ...sealed, addresses });
  }
  const record = createVaultRecord({
    ...{ chainId, works: deployment.contracts.works.address, work, recipient },
    service: given.value("service"),
    manifest: opening.manifest,
    files: done,
  });
  await finishVault(out, record, key, owners);
  const standing = await readVaultStanding({ client, deployment }, record);
  const registered = standing.status === "found";
  if (!registered)
    warn(`Work ${formatId(work, "work")} is not registered with these files yet. Register it before you license it.`);
  const facts = { folder: out, ...vaultFacts({ record }), registered };
  print(
    given,
    facts,
    [
      `Encrypted ${count(done.length, "file")} of work ${formatId(work, "work")} into ${out}`,
      `  record    ${join(out, "record.json")}   (may be seen by all)`,
      `  key       ${join(out, "key.age")}   (locked for you; keep it)`,
      "Give licensees the key with colophon serve, or by hand with colophon deliver.",
    ].join("\n"),
  );
  return 0;
}

/** What can be opened, and its key: what was delivered, or else the key itself for the files of the record. */
async function openableOf(given: Arguments, record: VaultRecord): Promise<{ key: string; opened: VaultRecord }> {
  const own = await readAgeKeys(given);
  const path = given.value("delivery");
  if (path === undefined) {
    for (const key of own) if ((await recipientOf(key)) === record.recipient) return { key, opened: record };
    throw new UsageError("None of the keys is that of the files. Add what was delivered to you: --delivery <file>.");
  }
  const delivery = parseDelivery(await readFileOf(path));
  if (delivery.record !== vaultDigestOf(record)) {
    throw new UsageError(`${path} is for other files than those of the record. Choose the record that came with it.`);
  }
  const opened = asDelivered(record, delivery);
  const key = await unlockKey(delivery.key, own);
  await checkVaultKey(opened, key);
  return { key, opened };
}

/** What a node says of a record: the registration that it leads to. */
async function registrationOf({ client, deployment }: Connection, record: VaultRecord) {
  const standing = await readVaultStanding({ client, deployment }, record);
  if (standing.status === "unknown") throw standing.cause;
  if (standing.status === "found") return standing.value;
  throw new VaultError(
    "another file",
    `The record leads to the content root ${record.contentRoot}, which is not that of work ${formatId(record.work, "work")}. It is not of what was registered. Ask for the right record.`,
  );
}

type OpenParameters = { key: string; record: VaultRecord; file: VaultFile; source: string; target: string };

/** Opens one encrypted file; what is not the registered file is kept as evidence and not given out. */
async function openFile({ key, record, file, source, target }: OpenParameters): Promise<Sized> {
  try {
    const check = (opened: Sized) => checkOpened(file, opened);
    return await decryptTo(source, target, { keys: [key], size: file.cipher.size, check });
  } catch (error) {
    // Of a copy, the delivery that names it shows what was promised, and the licensee has that.
    if (!(error instanceof VaultError) || file.copyOf) throw error;
    const stored = await digestOfFile(source);
    if (stored.sha256 !== file.cipher.sha256) {
      warn(
        `${source} is not the encrypted file of the record: its SHA-256 is ${stored.sha256}, not ${file.cipher.sha256}. That shows nothing about the creator; get it again.`,
      );
      throw error;
    }
    const evidence = `${target}.evidence`;
    await writeNewFile(`${evidence}.record.json`, vaultDocumentOf(record));
    await writeNewFile(`${evidence}.key`, await keyFileOf(key), secret);
    warn(
      `The encrypted file is the one on record, and does not hold what was registered. Kept as evidence: ${source}, ${evidence}.record.json and ${evidence}.key. Anybody can repeat it: colophon vault decrypt ${source} --record ${evidence}.record.json --age-key ${evidence}.key --out <file>.`,
    );
    throw error;
  }
}

/** What an opened file is: that it is the registered one was checked, of which one a copy is made the creator says. */
function checked(file: VaultFile, registration: { version: { at: { block: number } } } | undefined): string {
  const registered = registration && `was registered in block ${registration.version.at.block}`;
  if (!isMarkedCopy(file)) {
    return registered === undefined
      ? "It is the file of the record. Whether that is what was registered, a node tells: add --rpc <url>."
      : `It is the file that ${registered}.`;
  }
  return `It is a copy made for this licence, with a mark of its own. The creator says that it was made from the file with the SHA-256 ${file.copyOf?.sha256}${registered === undefined ? "" : `, which ${registered}`}.`;
}

async function decrypt(given: Arguments, [source, ...more]: string[]): Promise<number> {
  if (source === undefined || more.length > 0) throw new UsageError("Name one encrypted file.");
  const target = neededOf(given, "out", "<file>");
  const record = parseVaultRecord(await readFileOf(neededOf(given, "record", "<file>")));
  const asks = given.value("rpc") !== undefined || given.value("network") !== undefined;
  const registration = asks ? await registrationOf(await connect(given), record) : undefined;
  const { key, opened: files } = await openableOf(given, record);
  const file = vaultFileOf(files, given.value("file") ?? (await fileOfDigest(files, source)));
  const opened = await openFile({ key, record, file, source, target });
  const block = registration?.version.at.block ?? null;
  print(
    given,
    { file: target, path: file.path, ...opened, markedCopy: isMarkedCopy(file), registered: block },
    `Wrote ${target}. ${checked(file, registration)}`,
  );
  return 0;
}

/** Which file of a record an encrypted file is, by its digest; undefined if there is but one, or none is it. */
async function fileOfDigest({ files }: VaultRecord, source: string): Promise<string | undefined> {
  if (files.length === 1) return undefined;
  const { sha256 } = await digestOfFile(source).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${source} can't be read (${error.code}).`);
  });
  return files.find(({ cipher }) => cipher.sha256 === sha256)?.path;
}

async function get(given: Arguments, [number, ...more]: string[]): Promise<number> {
  if (number === undefined || more.length > 0) throw new UsageError("Name one licence: vault get <number>.");
  const licence = idOf(given, number, "licence");
  const service = neededOf(given, "service", "<url>").replace(/\/+$/, "");
  if (!URL.canParse(service))
    throw new UsageError(`--service ${service} is not an address, such as https://files.example.`);
  const out = neededOf(given, "out", "<folder>");
  const intended = intendedOf(given);
  const connection = await connect(given);
  const { sender, chainId, signText } = connection;
  if (sender === undefined)
    throw new UsageError("Asking needs the account that holds the licence: add --key-file <file>.");
  const own = await readAgeKeys(given);
  const [first = ""] = own;
  const recipient = await recipientOf(first);
  const record = await fetchVaultRecord(service, splitLicenceId(licence).work);
  const registration = await registrationOf(connection, record);
  const request = { account: sender, licence, recipient, ...intended };
  const delivery = await askForDelivery({
    ...request,
    service,
    chainId,
    sign: (message): Promise<Hex> => signText(message),
  });
  const delivered = asDelivered(record, delivery);
  const key = await unlockKey(delivery.key, own);
  await checkVaultKey(delivered, key);
  say(`The key came; fetching ${count(delivered.files.length, "file")}`);
  const { locationOf } = await makeVaultFolder(out);
  // What is delivered to one licensee alone is promised there, and nowhere else.
  if (delivery.copies) await writeNewFile(join(out, "colophon-delivery.json"), deliveryDocumentOf(delivery));
  const opened: { file: string; path: string; sha256: Hex; markedCopy: boolean }[] = [];
  const said: string[] = [];
  for (const [at, file] of delivered.files.entries()) {
    const source = locationOf(at, file.path);
    await fetchTo(ciphertextAddressesOf({ ...record, service }, file), source, file.cipher);
    const target = source.replace(/\.age$/, "");
    const { sha256 } = await openFile({ key, record, file, source, target });
    opened.push({ file: target, path: file.path, sha256, markedCopy: isMarkedCopy(file) });
    said.push(`Wrote ${target}. ${checked(file, registration)}`);
  }
  print(given, { folder: out, files: opened, registered: registration.version.at.block }, said.join("\n"));
  return 0;
}
