import { readdirSync, readFileSync } from "node:fs";
import { type AbiParameter, sha256, stringToHex } from "viem";
import { describe, expect, it } from "vitest";
import * as abis from "../abi/generated.ts";
import { mostTiers } from "./conditions.ts";
import * as constants from "./constants.ts";

const contracts = new URL("../../../contracts/", import.meta.url);

const sources = readdirSync(contracts, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".sol"))
  .map((file) => readFileSync(new URL(file, contracts), "utf8"));

function readValue(written: string): bigint | string {
  const most = /^type\(uint(\d+)\)\.max$/.exec(written)?.[1];
  if (most !== undefined) return 2n ** BigInt(most) - 1n;
  const power = /^(\d+)e(\d+)$/.exec(written);
  if (power) return BigInt(power[1] as string) * 10n ** BigInt(power[2] as string);
  const days = /^(\d+) days$/.exec(written)?.[1];
  if (days !== undefined) return BigInt(days) * 86_400n;
  const shifted = /^\(1 << (\d+)\) - 1$/.exec(written)?.[1];
  if (shifted !== undefined) return 2n ** BigInt(shifted) - 1n;
  return /^[\d_]+$/.test(written) ? BigInt(written.replaceAll("_", "")) : written;
}

/** The values that the contracts' sources give a constant of this name, wherever they define it. */
function inSolidity(name: string): Set<bigint | string> {
  const written = sources.flatMap((source) => [...source.matchAll(new RegExp(`constant ${name} =\\s*([^;]+);`, "g"))]);
  return new Set(written.map(([, value = ""]) => readValue(value.trim())));
}

/** The largest number that fields and parameters of this name all hold: an error may report one that none of them does. */
function mostOf(name: string, abi: readonly unknown[]): bigint | undefined {
  const found = new Set<bigint>();
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    const bits = "name" in value && value.name === name && /^uint(\d+)$/.exec((value as AbiParameter).type)?.[1];
    if (bits) found.add(2n ** BigInt(bits) - 1n);
    for (const each of Object.values(value)) visit(each);
  };
  visit(abi);
  return [...found].sort((a, b) => (a < b ? -1 : 1))[0];
}

describe("the numbers of the protocol are those of its contracts", () => {
  it.each([
    ["forever", constants.forever, "FOREVER"],
    ["unlimitedSupply", constants.unlimitedSupply, "UNLIMITED"],
    ["totalUnits", constants.totalUnits, "UNITS"],
    ["allShares", constants.allShares, "ALL"],
    ["mostResale", constants.mostResale, "MOST_RESALE_ROYALTY"],
    ["mostSources", constants.mostSources, "MOST_SOURCES"],
    ["mostLevels", constants.mostLevels, "MOST_LEVELS"],
    ["mostPeriods", constants.mostPeriods, "MOST_PERIODS"],
    ["mostWorks", constants.mostWorks, "MOST_DERIVED"],
    ["mostTiers", mostTiers, "MOST_TIERS"],
    ["lastStart", constants.lastStart, "LAST_START"],
    ["noticeLapse", constants.noticeLapse, "LAPSE"],
    ["mostIncome", constants.mostIncome, "MOST_RECEIVED"],
  ] as const)("%s, %d, is %s", (_, value, constant) => {
    expect(inSolidity(constant)).toEqual(new Set([BigInt(value)]));
  });

  it.each([
    ["forever", constants.forever, "duration", abis.termsAbi],
    ["forever", constants.forever, "closes", abis.offersAbi],
    ["worldwide", constants.worldwide, "territories", abis.termsAbi],
    ["unlimitedSupply", constants.unlimitedSupply, "supply", abis.offersAbi],
    ["mostSeats", constants.mostSeats, "seats", abis.licencesAbi],
    ["mostTermsSeconds", constants.mostTermsSeconds, "cure", abis.complianceAbi],
    ["mostTermsSeconds", constants.mostTermsSeconds, "silence", abis.complianceAbi],
    ["mostTermsAmount", constants.mostTermsAmount, "perUnit", abis.complianceAbi],
    ["mostTermsAmount", constants.mostTermsAmount, "minimum", abis.complianceAbi],
    ["mostTermsAmount", constants.mostTermsAmount, "cap", abis.complianceAbi],
    ["mostIncome", constants.mostIncome, "lifeCap", abis.complianceAbi],
    ["mostIncome", constants.mostIncome, "advance", abis.complianceAbi],
    ["mostReported", constants.mostReported, "from", abis.complianceAbi.filter(({ type }) => type === "function")],
    ["mostReported", constants.mostReported, "units", abis.complianceAbi],
    ["mostReported", constants.mostReported, "revenue", abis.complianceAbi],
  ] as const)("%s, %d, is all that %s can hold", (_, value, field, abi) => {
    expect(mostOf(field, abi)).toBe(BigInt(value));
  });

  it("names the till's memo and the digest of nothing", () => {
    expect(inSolidity("TILL_MEMO")).toEqual(new Set(['"till"']));
    expect(constants.tillMemo).toBe(stringToHex("till", { size: 32 }));
    expect(inSolidity("EMPTY_DIGEST")).toEqual(new Set([constants.emptyDigest]));
    expect(constants.emptyDigest).toBe(sha256("0x"));
  });
});
