import { type Address, getAddress } from "viem";

/** An address of the database with its checksum. */
export const addressOf = (text: unknown): Address => getAddress(String(text));
