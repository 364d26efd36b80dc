/** What a transaction would cost now. Amounts in wei. */
export type TransactionQuote = {
  /** Which step of the plan it is for; undefined if every step is done already. */
  step: number | undefined;
  /** How many steps go together: 1 unless the wallet does several at once. */
  together: number;
  /** How many of those the fee does not count, because the chain could not try them all out. */
  uncounted: number;
  gas: bigint;
  /** The network's fee, as far as it can be known before. */
  fee: bigint;
  /** The most the fee can be. */
  maximumFee: bigint;
  /** ETH that goes along: the price. */
  value: bigint;
  /** What the account has. */
  balance: bigint;
};
