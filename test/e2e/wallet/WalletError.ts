/** What a wallet answers instead of a result, by the codes of EIP-1193, EIP-3085, EIP-3326 and EIP-5792. */
export class WalletError extends Error {
  override name = "WalletError";
  readonly code: number;
  readonly data: unknown;

  constructor(code: number, message: string, data?: unknown) {
    super(message);
    this.code = code;
    this.data = data;
  }
}
