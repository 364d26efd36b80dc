import { type Address, isAddress } from "viem";
import { parseCsv } from "../core/csv.ts";
import { identifierProblem, partySchemes } from "../model/identifiers.ts";
import { StatementError } from "./statement.ts";

/** Who stands behind an address, as the reader of a statement knows it. It is in no record and leaves no machine. */
export type Party = {
  name: string;
  /** Two letters, ISO 3166; empty if not said. */
  country: string;
  /** For tax forms, as the party gave it; empty if not said. */
  taxId: string;
  vatId: string;
  /** Of form 1042-S: which kind of income it is to them, two digits; empty if not said, and never guessed. */
  incomeCode: string;
  /** Of the same: at how many per cent tax is withheld from them, by law or the treaty that they claim; empty if not said. */
  withholding: string;
  address: string;
  /** ISNI, IPI, ORCID: those that are given. */
  identifiers: readonly { scheme: string; value: string }[];
};

export type Parties = ReadonlyMap<string, Party>;

/**
 * A list of parties: CSV with the columns `account` and `name`, and as far as they are known `country`, `tax id`,
 * `vat id`, `address`, `isni`, `ipi` and `orcid`; for form 1042-S `income code` and `withholding rate`.
 *
 * @throws {StatementError} that names the row and what is wrong with it.
 */
export function parseParties(text: string): Parties {
  const parties = new Map<string, Party>();
  for (const [i, row] of parseCsv(text, ["account", "name"]).entries()) {
    const where = `Row ${i + 2} of the parties`;
    const { account, name, country = "" } = row;
    if (!isAddress(account, { strict: false })) {
      throw new StatementError(`${where}: “${account}” is not an address.`);
    }
    if (name === "") throw new StatementError(`${where} has no name.`);
    if (country !== "" && !/^[A-Za-z]{2}$/.test(country)) {
      throw new StatementError(`${where}: “${country}” is no country. Write its two letters, such as US or DE.`);
    }
    const key = account.toLowerCase();
    if (parties.has(key)) throw new StatementError(`${where}: ${account} is listed already.`);
    const identifiers = partySchemes.flatMap(({ id: scheme }) => {
      const value = row[scheme.toLowerCase()] ?? "";
      if (value === "") return [];
      const problem = identifierProblem(scheme, value);
      if (problem !== undefined) throw new StatementError(`${where}: ${scheme} ${value}. ${problem}`);
      return [{ scheme, value }];
    });
    const [taxId = "", vatId = "", address = ""] = [row["tax id"], row["vat id"], row.address];
    const [incomeCode = "", withholding = ""] = [row["income code"], row["withholding rate"]];
    if (incomeCode !== "" && !/^\d{2}$/.test(incomeCode)) {
      throw new StatementError(`${where}: “${incomeCode}” is no income code. Write its two digits, such as 12.`);
    }
    if (withholding !== "" && !(/^\d{1,3}(?:\.\d{1,2})?$/.test(withholding) && Number(withholding) <= 100)) {
      throw new StatementError(`${where}: “${withholding}” is no rate. Write per cent, such as 30 or 12.5.`);
    }
    const own = { taxId, vatId, address, incomeCode, withholding, identifiers };
    parties.set(key, { name, country: country.toUpperCase(), ...own });
  }
  return parties;
}

export const partyOf = (parties: Parties | undefined, account: Address | undefined): Party | undefined =>
  account === undefined ? undefined : parties?.get(account.toLowerCase());
