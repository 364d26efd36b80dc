import { bytesToHex, getCreate2Address, type Hex, hexToBytes, keccak256, pad, zeroHash } from "viem";
import { initCodeHashes } from "../abi/initCodeHashes.ts";
import { create2Deployer } from "../core/deployment.ts";
import { type BlockHeader, decodeHeader, decodeReceipt, type Receipt } from "./block.ts";
import type { Bundle, BundleAccount, BundleBlock } from "./bundle.ts";
import { decodeRlp, EvidenceError, encodeRlp, fromRlpNumber, toRlpNumber } from "./rlp.ts";
import { verifyTrieProof } from "./trie.ts";
import type { TrustedBlock } from "./trustedBlock.ts";
import type { Report, VerdictState } from "./verdict.ts";

export type CheckedBlock = {
  block: BundleBlock;
  /** Missing if the header could not be read; then nothing else was. */
  header?: BlockHeader | undefined;
  receipts: { transaction: number; receipt: Receipt }[];
  states: VerdictState[];
};

function reasonOf(error: unknown): string {
  if (error instanceof EvidenceError) return error.shortMessage;
  throw error;
}

function attempt<result>(run: () => result): { result: result } | { problem: string } {
  try {
    return { result: run() };
  } catch (error) {
    return { problem: reasonOf(error) };
  }
}

/** Recomputes a block's hash from its header, and its receipts and accounts from the roots in the header. */
export function checkBlock(block: BundleBlock, report: Report): CheckedBlock {
  const checked: CheckedBlock = { block, receipts: [], states: [] };
  const header = checkHeader(block, report);
  if (header === undefined) return checked;
  checked.header = header;
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
        const count = read.result.logs.length;
        report.add(
          id,
          "proved",
          `${where} is under the header's receipts root; it has ${count} ${count === 1 ? "log" : "logs"}.`,
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

/** Whether each contract's address follows from its code, and whether that code is known. */
export function checkContracts({ contracts }: Bundle, codes: readonly Hex[], report: Report): void {
  for (const { name, address, deployer, initCodeHash } of contracts) {
    const id = `contract:${name}`;
    const expected = getCreate2Address({ from: deployer, salt: zeroHash, bytecodeHash: initCodeHash }).toLowerCase();
    // A stray copy of our code, deployed by anybody else, has other neighbours: its records are not the register's.
    const rightful =
      name === "timestamps" || name === "colophon"
        ? create2Deployer
        : contracts.find((other) => other.name === "colophon")?.address;
    if (expected !== address) {
      report.add(
        id,
        "disproved",
        `The address of ${name} does not follow from its code: creation code ${initCodeHash}, deployed by ${deployer}, makes ${expected}, but the bundle says ${address}.`,
      );
    } else if (deployer !== rightful) {
      report.gap(
        id,
        `The contract ${name} at ${address} was deployed by ${deployer}, and not by ${rightful ?? "the contract colophon, which the bundle does not name"}, so it may be a copy with other neighbours.`,
      );
    } else if (initCodeHash !== initCodeHashes[name] && !codes.includes(initCodeHash)) {
      report.gap(
        id,
        `The contract ${name} at ${address} has the creation code ${initCodeHash}, which is not that of this release (${initCodeHashes[name]}). If you know that code, name its hash as one you accept.`,
      );
    } else {
      const whose = initCodeHash === initCodeHashes[name] ? "that of this release" : "one that you accept";
      report.add(
        id,
        "proved",
        `The address of ${name}, ${address}, can only belong to the creation code ${initCodeHash}, which is ${whose}.`,
      );
    }
  }
}

/** Whether the verifier vouches for the hash of every block, on the chain that the bundle names. */
export function checkTrust(
  { chainId, stamp }: Bundle,
  blocks: readonly CheckedBlock[],
  trusted: readonly TrustedBlock[],
  report: Report,
): void {
  const elsewhere = trusted.find((block) => block.chainId !== undefined && block.chainId !== chainId);
  const here = trusted.filter((block) => block.chainId === undefined || block.chainId === chainId);
  if (elsewhere && here.length === 0) {
    report.add(
      "chain",
      "disproved",
      `The bundle is for chain ${chainId}, but the block that you trust, ${elsewhere.hash}, is of chain ${elsewhere.chainId}.`,
    );
  }
  const ours = new Set([...blocks.map(({ block }) => block.hash), (stamp?.manifest ?? stamp?.head)?.anchor?.hash]);
  const nameless = here.filter((known) => known.number === undefined && !ours.has(known.hash));
  for (const { block } of blocks) {
    const id = `trust:${block.number}`;
    const match = here.find((known) => known.hash === block.hash && (known.number ?? block.number) === block.number);
    const other = here.find((known) => known.number === block.number && known.hash !== block.hash) ?? nameless[0];
    const what = `Block ${block.number} with the hash ${block.hash} is on chain ${chainId}`;
    if (match && (match.chainId !== undefined || stamp)) {
      report.add(id, "assumed", `${what}. The bundle can't show this by itself; it is taken from ${match.source}.`);
    } else if (match) {
      report.gap(
        id,
        `You vouch for the block ${block.hash} but not for its chain, and nothing in the bundle ties it to chain ${chainId}. Name the chain with the hash.`,
      );
    } else if (other) {
      report.add(
        id,
        "disproved",
        `The bundle's block ${block.number} has the hash ${block.hash}, but the hash from ${other.source} is ${other.hash}. It is another block, from another chain or from before a reorganisation, or it was made up.`,
      );
    } else {
      report.gap(
        id,
        `Whether block ${block.number} with the hash ${block.hash} is on chain ${chainId} is not known: give its hash from a source that you trust.`,
      );
    }
  }
}
