import { type Hex, keccak256, numberToHex, stringToHex } from "viem";
import { encodeHeader } from "../evidence/encodeHeader.ts";

const fixed = (what: string): Hex => keccak256(stringToHex(what));

/** A header in which everything is made up but what is given. */
export function makeHeader(fields: Record<string, unknown>): Hex {
  return encodeHeader({
    parentHash: fixed("parent"),
    sha3Uncles: "0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347",
    miner: "0x00000000000000000000000000000000000000c0",
    stateRoot: fixed("state"),
    transactionsRoot: fixed("transactions"),
    receiptsRoot: fixed("receipts"),
    logsBloom: numberToHex(0, { size: 256 }),
    difficulty: "0x0",
    number: "0x16e3600",
    gasLimit: "0x2aea540",
    gasUsed: "0x5208",
    timestamp: "0x6955b900",
    extraData: "0x",
    mixHash: fixed("randao"),
    nonce: "0x0000000000000000",
    baseFeePerGas: "0x7",
    withdrawalsRoot: fixed("withdrawals"),
    blobGasUsed: "0x0",
    excessBlobGas: "0x0",
    parentBeaconBlockRoot: fixed("beacon"),
    requestsHash: fixed("requests"),
    ...fields,
  });
}
