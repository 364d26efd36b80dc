/** What a transaction would cost now. Amounts in wei. */
export type TransactionQuote = {
  /** Which step of the plan it is for; undefined if every step is done already. */
  step: number | undefined;
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
