import { visibleText } from "../model/words.ts";
import type { Delivery } from "./delivery.ts";
import { VaultError } from "./keys.ts";
import type { VaultFile, VaultRecord } from "./record.ts";

/**
 * What a delivery's key opens, in the shape of the record: its files, or the copies that were made for the licence. A copy
 * has its own digest, names the registered file that it was made from, and can be had from the service alone, or by hand.
 * That it was made from that file is the creator's word. Throws a VaultError for a copy of a file that is not on record.
 */
export function asDelivered(record: VaultRecord, { copies }: Pick<Delivery, "copies">): VaultRecord {
  if (copies === undefined) return record;
  const files = copies.files.map(({ path, size, sha256, cipher }): VaultFile => {
    const file = record.files.find((each) => each.path === path);
    if (file === undefined) {
      throw new VaultError(
        "unusable",
        `The delivery has a copy of “${visibleText(path)}”, which is not on record. Ask for the record that belongs to it.`,
      );
    }
    const copyOf = { size: file.size, sha256: file.sha256 };
    return { ...file, size, sha256, cipher, addresses: [], copyOf };
  });
  return { ...record, recipient: copies.recipient, files };
}

/** Whether an opened file is a marked copy, and not the registered file to the byte. */
export function isMarkedCopy({ copyOf, sha256 }: Pick<VaultFile, "copyOf" | "sha256">): boolean {
  return copyOf !== undefined && copyOf.sha256 !== sha256;
}
