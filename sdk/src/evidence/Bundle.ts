import type { Address, Hex } from "viem";
import type { Disclosure } from "../content/discloseFiles.ts";
import type { RangeDisclosure } from "../content/discloseRange.ts";
import type { Manifest } from "../content/Manifest.ts";
import type { ContractName } from "../deployment/Deployment.ts";

/** A contract that the bundle speaks of, and why its code is what it is: CREATE2 with salt 0 makes the address. */
export type BundleContract = {
  name: ContractName;
  address: Address;
  /** The public CREATE2 deployer, or another contract of the bundle. */
  deployer: Address;
  /** keccak256 of the creation code with its arguments. */
  initCodeHash: Hex;
};

/** A receipt of a block, proved by the nodes of the receipts' trie; the receipt itself is in the last of them. */
export type BundleReceipt = {
  /** The transaction's position in the block, from 0. */
  transaction: number;
  proof: readonly Hex[];
};

/** State after a block, as `eth_getProof` gives it. */
export type BundleAccount = {
  address: Address;
  proof: readonly Hex[];
  storage?: readonly { slot: Hex; proof: readonly Hex[] }[] | undefined;
};

export type BundleBlock = {
  number: number;
  /** Seconds since 1970. */
  time: number;
  hash: Hex;
  /** The whole header in RLP. */
  header: Hex;
  receipts?: readonly BundleReceipt[] | undefined;
  accounts?: readonly BundleAccount[] | undefined;
};

/** A disclosed file, and perhaps a range of it whose bytes can be compared without the rest. */
export type BundleFile = Disclosure & { range?: RangeDisclosure | undefined };

/** A manifest without its files. */
export type ManifestHead = Omit<Manifest, "files">;

/** A second anchor, about the SHA-256 of the 32 bytes that were stamped. */
export type BundleWitness = {
  /** A time-stamp token (RFC 3161) in DER, or a detached OpenTimestamps proof (.ots). */
  type: "rfc3161" | "opentimestamps";
  /** Of `proof`, so that no byte of it can change without being noticed, whoever reads it. */
  sha256: Hex;
  proof: Hex;
};

/** An opened commitment, with the whole list of files or some of them disclosed. */
export type BundleStamp = {
  claimant: Address;
  contentRoot: Hex;
  salt: Hex;
  commitment: Hex;
  batch?: { root: Hex; proof: readonly Hex[] } | undefined;
  /** Every file, with names. */
  manifest?: Manifest | undefined;
  /** Instead: some files by their SHA-256, without names and without the others. */
  files?: readonly BundleFile[] | undefined;
  /** With `files`: the last sibling of every file's proof, opened, which shows the manifest's anchor. */
  head?: ManifestHead | undefined;
  /** The header in RLP of the block that the manifest's anchor names. */
  anchor?: Hex | undefined;
  witnesses?: readonly BundleWitness[] | undefined;
};

/** Evidence that stands alone: what was recorded on a chain, and the way from there to a block hash. */
export type Bundle = {
  format: "colophon-bundle/1";
  chainId: number;
  contracts: readonly BundleContract[];
  stamp?: BundleStamp | undefined;
  blocks: readonly BundleBlock[];
};
