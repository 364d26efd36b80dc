import { expect, it } from "vitest";
import { ownNameIn } from "./names.ts";

const claimant = `0x${"a1".repeat(20)}` as const;
const other = `0x${"b2".repeat(20)}` as const;

it("takes only what a claimant calls their own account, whatever else they credit", () => {
  const ines = { name: "Ines Okafor", account: claimant };
  expect(ownNameIn({ claimant, credits: [{ name: "Tomas Lind", account: other }, { name: "A friend" }, ines] })).toBe(
    "Ines Okafor",
  );
  expect(ownNameIn({ claimant, credits: [{ name: "Somebody famous", account: other }] })).toBeUndefined();
});

it("passes on no name that is not what it looks like", () => {
  for (const name of ["\u200b\u200b", "Соlорhоn", "a\u202eb"]) {
    expect(ownNameIn({ claimant, credits: [{ name, account: claimant }] }), name).toBeUndefined();
  }
});
