import { open } from "node:fs/promises";
import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { isProtected, keysOfFile } from "@colophon/sdk/vault";
import { type Arguments, UsageError } from "../Command.ts";

export const ageKeyOptions = {
  "age-key": { type: "string", multiple: true },
  "passphrase-stdin": { type: "boolean" },
} as const;

export const ageKeyHelp = `  --age-key <file>       your key of age, as vault keygen or age-keygen made it; may be repeated
  --passphrase-stdin     read the passphrase of the key file from the input; else it is asked for on the terminal, or taken
                         from the environment variable COLOPHON_PASSPHRASE`;

type KeyOptions = {
  /** Whether only a key file that a passphrase protects will do. */
  protectedOnly?: boolean;
};

/** The secret keys in the files that --age-key names. They go nowhere, not even into errors. */
export async function readAgeKeys(given: Arguments, { protectedOnly = false }: KeyOptions = {}): Promise<string[]> {
  const paths = given.values("age-key");
  if (paths.length === 0) throw new UsageError("Name your key of age: --age-key <file>.");
  let passphrase: string | undefined;
  const keys: string[] = [];
  for (const path of paths) {
    const text = await readSecretFile(path);
    const locked = isProtected(text);
    if (protectedOnly && !locked) {
      throw new UsageError(
        `The key file ${path} is not protected by a passphrase, and a server may not have it lie about. Protect it: colophon vault protect ${path} --out <file>.`,
      );
    }
    if (locked) passphrase ??= await readPassphrase(given, `Passphrase of ${path}: `);
    keys.push(...(await keysOfFile(text, passphrase)));
  }
  return keys;
}

/** A small file that only its owner may read. */
export async function readSecretFile(path: string): Promise<string> {
  const handle = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`The key file ${path} can't be read (${error.code}).`);
  });
  try {
    const { mode, size } = await handle.stat();
    if (size > 1024 * 1024) throw new UsageError(`${path} is too large to be a key file. Name another.`);
    const text = await handle.readFile("utf8");
    if (process.platform !== "win32" && (mode & 0o077) !== 0 && !isProtected(text)) {
      throw new UsageError(`Others on this machine can read the key file ${path}. Run: chmod 600 ${path}`);
    }
    return text;
  } finally {
    await handle.close();
  }
}

/** A passphrase from the input, the environment or the terminal, which does not show it. */
export async function readPassphrase(given: Arguments, question: string): Promise<string> {
  if (given.flag("passphrase-stdin")) {
    const parts: Buffer[] = [];
    for await (const part of process.stdin) parts.push(Buffer.from(part));
    return Buffer.concat(parts)
      .toString("utf8")
      .replace(/\r?\n$/, "");
  }
  const { COLOPHON_PASSPHRASE: known } = process.env;
  if (known !== undefined && known !== "") return known;
  if (!process.stdin.isTTY || !process.stderr.isTTY) {
    throw new UsageError(
      "A passphrase is needed, and there is no terminal to ask on. Use --passphrase-stdin, or the environment variable COLOPHON_PASSPHRASE.",
    );
  }
  process.stderr.write(question);
  const silent = new Writable({ write: (_, __, done) => done() });
  const reader = createInterface({ input: process.stdin, output: silent, terminal: true });
  const typed = await new Promise<string>((resolve, reject) => {
    reader.on("SIGINT", () => reject(new UsageError("Nothing was done.")));
    reader.question("", resolve);
  }).finally(() => reader.close());
  process.stderr.write("\n");
  return typed;
}
