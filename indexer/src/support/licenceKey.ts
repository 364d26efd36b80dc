import { formatId } from "@colophon/sdk";

/** A licence's number as the index spells it. */
export const licenceKey = (licence: bigint) => formatId(licence, "licence");
