import type { Address, Hex } from "viem";
import { commitmentOf } from "../content/commitment.ts";
import { contentRootFrom, headOf, verifyDisclosure } from "../content/disclosure.ts";
import { type RangeDisclosure, verifyRange } from "../content/range.ts";
import { verifyMerkleProof } from "../core/merkle.ts";
import { emptyDigest } from "../model/constants.ts";
import { count, wordFor } from "../model/numbers.ts";
import { words } from "../model/words.ts";
import { decodeRecord } from "./block.ts";
import type { OpenedBundle, OpenedStamp } from "./bundle.ts";
import type { CheckedBlock } from "./checkBlock.ts";
import type { Report } from "./verdict.ts";

export type FoundStamp = { checked: CheckedBlock; transaction: number; sender: Address };

/** Whether a bundle's opening opens, and where its stamp is among the checked receipts. */
export function checkStamp(
  bundle: OpenedBundle,
  stamp: OpenedStamp,
  blocks: readonly CheckedBlock[],
  report: Report,
): FoundStamp | undefined {
  checkContent(stamp, report);
  const timestamps = bundle.contracts.find(({ name }) => name === "timestamps")?.address as Address;
  const { claimant, contentRoot, salt } = stamp;
  const commitment = commitmentOf({ chainId: bundle.chainId, timestamps, claimant, contentRoot, salt });
  if (commitment !== stamp.commitment) {
    report.add(
      "commitment",
      "disproved",
      `It does not open: chain ${bundle.chainId}, contract ${timestamps}, claimant ${claimant}, the content root and the salt make the commitment ${commitment}, but the bundle says ${stamp.commitment}. One of them was changed.`,
    );
  } else {
    report.add(
      "commitment",
      "proved",
      `The commitment ${commitment} is that of the claimant ${claimant} to this content, on chain ${bundle.chainId} and in the contract ${timestamps}.`,
    );
  }
  if (stamp.batch) {
    const { root, proof } = stamp.batch;
    const inside = verifyMerkleProof({ root, leaf: stamp.commitment, proof });
    report.add(
      "batch",
      inside ? "proved" : "disproved",
      inside
        ? `The commitment is in the batch with the root ${root}.`
        : `The commitment ${stamp.commitment} is not in the batch with the root ${root}.`,
    );
  }
  const found = findStamp(stamp.batch?.root ?? stamp.commitment, timestamps, blocks, report);
  if (found?.sender === claimant) {
    report.add("claimant", "proved", `The claimant's own account, ${claimant}, sent the stamp.`);
  } else if (found) {
    report.add(
      "claimant",
      "not-checked",
      `The stamp was sent by ${found.sender} and not by the claimant ${claimant}. Anyone may send a stamp that names anyone, so that the claimant knew of it is not shown here.`,
    );
  }
  return found;
}

function checkContent({ list, files = [], head, contentRoot }: OpenedStamp, report: Report): void {
  if (list && head) {
    const root = contentRootFrom(list.root, headOf(head));
    const listed = count(list.count, "file");
    if (root === contentRoot) report.add("content", "proved", `The list of ${listed} makes the content root ${root}.`);
    else {
      report.add(
        "content",
        "disproved",
        `The list of ${listed} makes the content root ${root}, but the bundle says ${contentRoot}. The list was changed.`,
      );
    }
    return;
  }
  const empty = files.some(({ digest }) => digest === emptyDigest);
  const stranger = files.find((file) => !verifyDisclosure(contentRoot, file));
  if (empty)
    report.add(
      "content",
      "disproved",
      "A disclosed file is empty. Every empty file has the same digest, so it shows nothing.",
    );
  else if (stranger) {
    report.add(
      "content",
      "disproved",
      `The file with the SHA-256 ${stranger.digest} is not in the content with the root ${contentRoot}.`,
    );
  } else {
    const disclosed = `${files.length} disclosed ${wordFor(files.length, "file is", "files are")}`;
    report.add(
      "content",
      "proved",
      `The ${disclosed} in the content with the root ${contentRoot}; what else is in it stays unknown.`,
    );
  }
  files.forEach((file, i) => {
    if (file.range) checkRange(i, file.blinding, file.range, report);
  });
  if (!head) return;
  const hash = headOf(head);
  const opens = files.every(({ proof }) => proof.at(-1) === hash);
  report.add(
    "head",
    opens ? "proved" : "disproved",
    opens
      ? "The head of the list of files is the one that was stamped."
      : `The head of the list of files has the hash ${hash}, which is not the last step of every file's proof. It was changed.`,
  );
}

function checkRange(position: number, blinding: Hex, range: RangeDisclosure, report: Report): void {
  const what = `The bytes from ${range.from} up to ${range.to} of a file of ${range.size} bytes`;
  const holds = verifyRange(blinding, range);
  report.add(
    `range:${position}`,
    holds ? "proved" : "disproved",
    holds
      ? `${what} with the BLAKE3 digest ${range.blake3} are those of disclosed file ${position + 1}; the rest of it is not shown.`
      : `${what} do not lead to the BLAKE3 digest ${range.blake3} in the entry of disclosed file ${position + 1}. One of them was changed.`,
  );
}

function findStamp(
  stamped: Hex,
  timestamps: Address,
  blocks: readonly CheckedBlock[],
  report: Report,
): FoundStamp | undefined {
  for (const checked of blocks) {
    for (const { transaction, receipt } of checked.receipts) {
      for (const log of receipt.logs) {
        if (log.address !== timestamps) continue;
        const record = decodeRecord("timestamps", log);
        if (record?.event !== "Commit" || record.values.commitment !== stamped) continue;
        const { number, time } = checked.block;
        if (record.values.timePoint !== String(time)) {
          report.add(
            "stamp",
            "disproved",
            `The stamp says the time ${record.values.timePoint}, but its block's is ${time}.`,
          );
          return undefined;
        }
        report.add(
          "stamp",
          "proved",
          `${stamped} was stamped in transaction ${transaction} of block ${number}, ${words.time(time)}.`,
        );
        return { checked, transaction, sender: record.values.from as Address };
      }
    }
  }
  const missed = blocks.some(({ block, receipts }) => receipts.length < (block.receipts?.length ?? 0));
  if (missed) {
    report.gap("stamp", `The stamp of ${stamped} can't be looked for in receipts that could not be proved and read.`);
  } else {
    report.add("stamp", "disproved", `None of the receipts in the bundle holds a stamp of ${stamped}.`);
  }
  return undefined;
}
