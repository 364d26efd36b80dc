import { type Abi, zeroHash } from "viem";
import { describe, expect, it } from "vitest";
import { forever } from "../model/constants.ts";
import { licenceIdOf } from "../model/ids.ts";
import { contractSentences } from "./contractSentences.ts";
import { errorsAbi } from "./errorsAbi.ts";

const licence = licenceIdOf({ work: 5n, serial: 7 });
const terms = `0x${"ab".repeat(24)}` as const;

const isTime = ({ type }: { type: string }) => type === "uint40";

describe("ends in sentences", () => {
  it("X10 for ever is no date", () => {
    const conflict = contractSentences.Licences_Conflict({ terms, other: terms, until: forever });
    expect(conflict).toContain("is in force for ever and excludes");
    expect(conflict).not.toContain("Wait until then");
    const outlives = contractSentences.Licences_OutlivesParent({
      parent: licence,
      end: forever,
      parentEnd: 1_773_324_309,
    });
    expect(outlives).toContain("would last for ever, longer than licence 7 of work 0x000000…0005");
    for (const sentence of [conflict, outlives]) expect(sentence).not.toContain("36812");
  });

  const timed = (errorsAbi as Abi).filter((item) => item.type === "error").filter(({ inputs }) => inputs.some(isTime));
  it.each(timed)("$name never tells for ever as a day of the year 36812", ({ name, inputs }) => {
    const valueOfType = (type: string) =>
      /^uint(?:8|16|32|40)$/.test(type) ? 1 : type.startsWith("uint") ? 1n : zeroHash;
    const values = inputs.map((input) => [input.name, isTime(input) ? forever : valueOfType(input.type)]);
    const sentence = (contractSentences[name as keyof typeof contractSentences] as (values: object) => string)(
      Object.fromEntries(values),
    );
    expect(sentence).not.toContain("36812");
    expect(sentence).toMatch(/never|for ever/);
  });

  it("a date is one", () => {
    const sentence = contractSentences.Licences_Conflict({ terms, other: terms, until: 1_773_324_309 });
    expect(sentence).toContain("is in force until 2026-03-12 14:05:09 UTC and excludes");
    expect(sentence).toContain("Wait until then, or choose other uses");
  });
});
