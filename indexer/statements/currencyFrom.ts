import { type CurrencyOf, readCurrency } from "@colophon/sdk";
import type { Service } from "../http/Route.ts";

/** What currencies call themselves: as the index read it once, or else as they say now. */
export function currencyFrom({ sql, client, deployment }: Service): CurrencyOf {
  return async (currency) => {
    const [row] = await sql.query<{ symbol: string | null; decimals: number | null }>(
      "SELECT symbol, decimals FROM colophon_content.currency WHERE chain_id = $1 AND address = $2",
      [deployment.chainId, currency.toLowerCase()],
    );
    if (row === undefined) return readCurrency(client, currency);
    return row.symbol === null || row.decimals === null
      ? undefined
      : { symbol: row.symbol, decimals: Number(row.decimals) };
  };
}
