import { bytesToHex, hexToBytes, keccak256, pad } from "viem";
import { count } from "../model/numbers.ts";
import { checkAncestors } from "./ancestry.ts";
import { type BlockHeader, decodeHeader, decodeReceipt, type Receipt } from "./block.ts";
import type { BundleAccount, BundleBlock } from "./bundle.ts";
import { decodeRlp, EvidenceError, encodeRlp, fromRlpNumber, toRlpNumber } from "./rlp.ts";
import { verifyTrieProof } from "./trie.ts";
import type { Report, VerdictState } from "./verdict.ts";

export type CheckedBlock = {
  block: BundleBlock;
  /** Missing if the header could not be read; then nothing else was. */
  header?: BlockHeader | undefined;
  /** The headers behind it that lead back from it, the parent first. */
  ancestors: readonly BlockHeader[];
  receipts: { transaction: number; receipt: Receipt }[];
  states: VerdictState[];
};

function reasonOf(error: unknown): string {
  if (error instanceof EvidenceError) return error.shortMessage;
  throw error;
}

function attempt<Result>(run: () => Result): { result: Result } | { problem: string } {
  try {
    return { result: run() };
  } catch (error) {
    return { problem: reasonOf(error) };
  }
}

/** Recomputes a block's hash from its header, and its receipts and accounts from the roots in the header. */
export function checkBlock(block: BundleBlock, report: Report): CheckedBlock {
  const checked: CheckedBlock = { block, ancestors: [], receipts: [], states: [] };
  const header = checkHeader(block, report);
  if (header === undefined) return checked;
  checked.header = header;
  checked.ancestors = checkAncestors(block.number, header, block.ancestors ?? [], report);
  for (const { transaction, proof } of block.receipts ?? []) {
    const id = `receipt:${block.number}:${transaction}`;
    const where = `The receipt of transaction ${transaction} of block ${block.number}`;
    const found = attempt(() =>
      verifyTrieProof({ root: header.receiptsRoot, key: encodeRlp(toRlpNumber(BigInt(transaction))), proof }),
    );
    if ("problem" in found) report.add(id, "disproved", `${where} is not proved. ${found.problem}`);
    else if (found.result === undefined) report.add(id, "disproved", `${where} does not exist, as its proof shows.`);
    else {
      const encoded = found.result;
      const read = attempt(() => decodeReceipt(encoded));
      if ("problem" in read) report.gap(id, `${where} is in the block but can't be read. ${read.problem}`);
      else {
        checked.receipts.push({ transaction, receipt: read.result });
        report.add(
          id,
          "proved",
          `${where} is under the header's receipts root; it has ${count(read.result.logs.length, "log")}.`,
        );
      }
    }
  }
  for (const account of block.accounts ?? []) {
    const id = `account:${block.number}:${account.address}`;
    const found = attempt(() => stateOf(account, block.number, header));
    if ("problem" in found) {
      report.add(
        id,
        "disproved",
        `The state of ${account.address} at block ${block.number} is not proved. ${found.problem}`,
      );
      continue;
    }
    checked.states.push(found.result);
    const { exists, storage } = found.result;
    report.add(
      id,
      "proved",
      exists
        ? `The account ${account.address} and ${storage.length} of its storage slots are under the state root of block ${block.number}.`
        : `There is no account ${account.address} under the state root of block ${block.number}.`,
    );
  }
  return checked;
}

function checkHeader(block: BundleBlock, report: Report): BlockHeader | undefined {
  const id = `header:${block.number}`;
  const hash = keccak256(block.header);
  if (hash !== block.hash) {
    report.add(
      id,
      "disproved",
      `The header of block ${block.number} has the hash ${hash}, but the bundle says ${block.hash}.`,
    );
    return undefined;
  }
  const read = attempt(() => decodeHeader(block.header));
  if ("problem" in read) {
    report.gap(id, `The header of block ${block.number} can't be read. ${read.problem}`);
    return undefined;
  }
  const header = read.result;
  if (header.number !== block.number || header.time !== block.time) {
    report.add(
      id,
      "disproved",
      `The header says block ${header.number} at ${header.time}, but the bundle says block ${block.number} at ${block.time}.`,
    );
    return undefined;
  }
  report.add(
    id,
    "proved",
    `The header of block ${block.number} has the hash ${hash}, with every field that such headers have.`,
  );
  return header;
}

function stateOf({ address, proof, storage = [] }: BundleAccount, block: number, header: BlockHeader): VerdictState {
  const encoded = verifyTrieProof({ root: header.stateRoot, key: keccak256(address, "bytes"), proof });
  const fields = encoded === undefined ? undefined : decodeRlp(encoded);
  if (fields === undefined) {
    if (storage.length > 0) throw new EvidenceError("The account does not exist, so it has no storage.");
    return { block, address, exists: false, storage: [] };
  }
  const [, , storageRoot, codeHash] = fields instanceof Uint8Array ? [] : fields;
  if (!(storageRoot instanceof Uint8Array && codeHash instanceof Uint8Array && fields.length === 4)) {
    throw new EvidenceError("The account's record is not one of Ethereum's.");
  }
  return {
    block,
    address,
    exists: true,
    codeHash: bytesToHex(codeHash),
    storage: storage.map(({ slot, proof: slotProof }) => {
      const value = verifyTrieProof({
        root: bytesToHex(storageRoot),
        key: keccak256(hexToBytes(slot), "bytes"),
        proof: slotProof,
      });
      const bytes = value === undefined ? new Uint8Array() : decodeRlp(value);
      if (!(bytes instanceof Uint8Array)) throw new EvidenceError(`The storage slot ${slot} does not hold a number.`);
      fromRlpNumber(bytes);
      return { slot, value: pad(bytesToHex(bytes), { size: 32 }) };
    }),
  };
}
