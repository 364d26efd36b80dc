import type { Address } from "viem";
import { licencesAbi } from "../abi/generated.ts";
import type { Deployment } from "../core/deployment.ts";
import { call } from "./call.ts";

export type TransferLicenceParameters = { licence: bigint; from: Address; to: Address };

/**
 * Passes on a licence whose terms allow it. One with duties moves only to the sender, or to whoever said that they would
 * take it over (acceptLicenceCall).
 */
export function transferLicenceCall(deployment: Deployment, { licence, from, to }: TransferLicenceParameters) {
  return call(deployment.contracts.licences, licencesAbi, "safeTransferFrom", [from, to, licence]);
}

/** Says that the sender would take over a licence with its duties, once: then it can be transferred to them. */
export function acceptLicenceCall(deployment: Deployment, { licence }: { licence: bigint }) {
  return call(deployment.contracts.licences, licencesAbi, "accept", [licence]);
}

/**
 * Gives a licence back for good: it is over, its duties too, and what it excluded can be sold again. What is owed
 * already stays owed, and nothing is paid back. For its holder; not while sublicences under it may be live.
 */
export function surrenderCall(deployment: Deployment, { licence }: { licence: bigint }) {
  return call(deployment.contracts.licences, licencesAbi, "surrender", [licence]);
}

export type SetAgentParameters = {
  /** The number of the work, or of the licence, that it is for. */
  grantor: bigint;
  agent: Address;
  /** The first second, since 1970, at which they no longer may; 0 to end it, `forever` for no end. */
  until: number;
};

/**
 * Lets an agent act for the sender in what concerns a work or a licence: publish and close offers, give notice, report
 * and renew. They can transfer nothing, and it counts only while the sender controls the work, or holds the licence.
 */
export function setAgentCall(deployment: Deployment, { grantor, agent, until }: SetAgentParameters) {
  return call(deployment.contracts.licences, licencesAbi, "setAgent", [grantor, agent, until]);
}

export type PruneParameters = {
  work: bigint;
  /** The licence whose sublicences are meant; 0 for the work's own, also when missing. */
  parent?: bigint;
  /** How many terms to look at, at most; `termsPerPrune` when missing. */
  most?: bigint;
};

/** So many terms are looked at by one transaction that clears a book, unless it is told otherwise. */
export const termsPerPrune = 100n;

/** Forgets grants that are over, so that fewer are compared. Anyone may send it. */
export function pruneCall(deployment: Deployment, { work, parent = 0n, most = termsPerPrune }: PruneParameters) {
  return call(deployment.contracts.licences, licencesAbi, "prune", [work, parent, most]);
}
