import { join } from "node:path";
import { isoTime } from "@colophon/sdk";
import { batchFolder } from "../batch/batchFolder.ts";
import { stampBatch } from "../batch/stampBatch.ts";
import type { Connection } from "../connect.ts";
import { replaceFile, secret } from "../files.ts";
import { say } from "../terminal.ts";
import type { DeliveryLog } from "./log.ts";

/**
 * Stamps the log of each day that is over and was not stamped yet: one transaction a day that had deliveries, in which each
 * of them can be shown alone. Goes on where an earlier run ended. Returns the days that it stamped.
 *
 * @param now Seconds since 1970.
 */
export async function stampDays(connection: Connection, log: DeliveryLog, now: number): Promise<string[]> {
  const today = isoTime(now).slice(0, 10);
  const stamped: string[] = [];
  for (const day of await log.days()) {
    if (day >= today) continue;
    const path = join(log.folder, `${day}.batch`);
    if ((await batchFolder(path).readState())?.stamp) continue;
    const list = join(log.folder, `${day}.sha256`);
    const lines = (await log.digestsOf(day)).map(({ name, sha256 }) => `${sha256.slice(2)}  ${name}\n`);
    if (lines.length === 0) continue;
    await replaceFile(list, lines.join(""), secret);
    const { at } = await stampBatch({ connection, path, files: [], list, claimant: connection.sender, anchored: true });
    say(`The deliveries of ${day} are stamped in block ${at.block}`);
    stamped.push(day);
  }
  return stamped;
}
