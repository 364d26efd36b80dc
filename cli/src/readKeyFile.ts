import { open } from "node:fs/promises";
import { isHex } from "viem";
import { type PrivateKeyAccount, privateKeyToAccount } from "viem/accounts";
import { UsageError } from "./UsageError.ts";

/** The account whose key is in a file that nobody else can read. The key itself goes nowhere, not even into errors. */
export async function readKeyFile(path: string): Promise<PrivateKeyAccount> {
  const handle = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`The key file ${path} can't be read (${error.code}).`);
  });
  try {
    const { mode } = await handle.stat();
    if (process.platform !== "win32" && (mode & 0o077) !== 0) {
      throw new UsageError(`Others on this machine can read the key file ${path}. Run: chmod 600 ${path}`);
    }
    const text = (await handle.readFile("utf8")).trim();
    const key = text.startsWith("0x") ? text : `0x${text}`;
    if (!isHex(key) || key.length !== 66) {
      throw new UsageError(`The key file ${path} does not hold a private key: 64 hexadecimal digits and nothing else.`);
    }
    return privateKeyToAccount(key);
  } finally {
    await handle.close();
  }
}
