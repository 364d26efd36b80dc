import { getAddress } from "viem";
import { expect, it } from "vitest";
import { safeControlIn, safeControlInWords } from "./control.ts";
import { createVenture, ventureWords } from "./venture.ts";

const textOf = (threshold: number) =>
  ventureWords(
    createVenture({
      ...{ name: "The Boat", threshold },
      partners: ["a1", "b2", "c3"].map((byte, i) => ({
        account: getAddress(`0x${byte.repeat(20)}`),
        name: `Partner ${i}`,
        units: i === 0 ? 40_000_000 : 30_000_000,
      })),
    }),
    { work: 7n, chainId: 1, days: "14", law: "the law of France", courts: "Paris" },
  );

it("reads from the text that is signed how many of the partners act for the Safe", () => {
  expect(safeControlIn(textOf(2))).toEqual({ threshold: 2, partners: 3 });
  expect(safeControlIn("Licences need the consent of all authors.")).toBeUndefined();
});

it("says what fewer than all can do alone, that a change of owners is then a breach, and what all would mean", () => {
  // What the words rest on: the agreement asks all of them for one thing, and the Safe for two of them.
  expect(textOf(2)).toContain("Its owners and that number are changed with the consent of all authors only.");
  const said = safeControlInWords({ threshold: 2, partners: 3 });
  expect(said[0]).toContain("Any 2 of the 3 partners can license, revise and sell the work");
  expect(said[1]).toMatch(/change the owners of the Safe.*asks all 3 for that, so without all it is a breach/);
  expect(said[2]).toMatch(/^If all 3 must sign, no one can be passed over\. Then one partner .* stops everything/);
  expect(safeControlInWords({ threshold: 1, partners: 3 })[0]).toMatch(/^Each partner alone can/);
});

it("speaks of no breach where all must sign, and says what that costs", () => {
  const said = safeControlInWords({ threshold: 3, partners: 3 }).join(" ");
  expect(said).toContain("does nothing unless all 3 partners sign");
  expect(said).toMatch(/One partner who does not answer.*Income is still paid/);
  expect(said).not.toContain("breach");
});
