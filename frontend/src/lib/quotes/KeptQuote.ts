/** A quote that this device keeps for whoever signed it, so that it can be sent again or cancelled. */
export type KeptQuote = {
  /** The offer's id. */
  id: string;
  chainId: number;
  /** The work's number, as a decimal string. */
  work: string;
  /** What was signed, as the document of the format colophon-quote/1. */
  document: string;
  /** Milliseconds since 1970. */
  createdAt: number;
};
