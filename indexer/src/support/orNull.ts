import type { Hex } from "viem";

/** Null for the zero address and for zero bytes: what the contracts write for "none". */
export const orNull = <Value extends Hex>(value: Value): Value | null => (/^0x0*$/.test(value) ? null : value);
