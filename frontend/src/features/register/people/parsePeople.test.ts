import { holderTree, totalUnits } from "@colophon/sdk";
import type { Address } from "viem";
import { describe, expect, it } from "vitest";
import { deploymentFixture } from "../../../testing/fixtures.ts";
import { type Person, parsePeople } from "./people.ts";

const ines = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
const tomas = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";

function person(id: string, changes: Partial<Person> = {}): Person {
  return { id, name: `Person ${id}`, role: "author", ownRole: "", account: "", share: "", ...changes };
}

const parse = (people: readonly Person[], claimant: Address | undefined) =>
  parsePeople(people, claimant, deploymentFixture);

describe("parsePeople", () => {
  it("leaves everything to the claimant without a list of holders", () => {
    const read = parse([person("a", { name: "Ines", share: "100" })], ines);
    expect(read).toEqual({
      errors: {},
      credits: [{ name: "Ines", role: "author", account: ines.toLowerCase(), units: totalUnits }],
      holders: undefined,
    });
  });

  it("makes a list of holders whose units are exactly 100 %", () => {
    const read = parse(
      [person("a", { share: "66.666667" }), person("b", { account: tomas, share: "33.333333" })],
      ines,
    );
    expect(read.errors).toEqual({});
    expect(read.holders?.holders).toEqual([
      { account: tomas.toLowerCase(), units: 33_333_333 },
      { account: ines.toLowerCase(), units: 66_666_667 },
    ]);
    expect(read.holders && holderTree(read.holders).proofOf(tomas).units).toBe(33_333_333);
  });

  it("refuses a name that shows nothing, and takes an account as people paste it", () => {
    expect(parse([person("a", { name: "\u200b", share: "100" })], ines).errors["a.name"]).toMatch(
      /nothing that anybody/,
    );
    const link = `https://explorer.example/address/${tomas}`;
    const read = parse([person("a", { share: "50" }), person("b", { account: link, share: "50" })], ines);
    expect(read.credits[1]).toMatchObject({ account: tomas.toLowerCase() });
    expect(read.holders?.holders.map(({ account }) => account)).toContain(tomas.toLowerCase());
  });

  it("makes a list if the claimant gives everything away", () => {
    const read = parse([person("a"), person("b", { account: tomas, share: "100" })], ines);
    expect(read.holders?.holders).toEqual([{ account: tomas.toLowerCase(), units: totalUnits }]);
  });

  it("credits people without a share, who need no account", () => {
    const read = parse([person("a", { share: "100" }), person("b", { role: "other", ownRole: "Colourist" })], ines);
    expect(read.errors).toEqual({});
    expect(read.credits[1]).toEqual({ name: "Person b", role: "Colourist" });
  });

  it("can be read before a wallet is connected, only without the list", () => {
    const people = [person("a", { share: "50" }), person("b", { account: tomas, share: "50" })];
    expect(parse(people, undefined)).toMatchObject({ errors: {}, holders: undefined });
  });

  it("Y01 refuses shares that do not sum, and says what is missing", () => {
    const read = parse([person("a", { share: "50" }), person("b", { account: tomas, share: "49.9" })], ines);
    expect(read.errors).toEqual({ sum: "The shares must add up to 100 %. 0.1 % is left to give." });
    expect(read.holders).toBeUndefined();
  });

  it("Y01 refuses the same account twice, whatever its spelling", () => {
    const twice = parse(
      [
        person("a", { share: "50" }),
        person("b", { account: tomas, share: "25" }),
        person("c", { account: tomas.toLowerCase(), share: "25" }),
      ],
      ines,
    );
    expect(twice.errors).toEqual({ "c.account": expect.stringContaining("Person 2 has this account too") });
    const own = parse([person("a", { share: "50" }), person("b", { account: ines, share: "50" })], ines);
    expect(own.errors).toEqual({ "b.account": expect.stringContaining("your own account") });
  });

  it("Y01 refuses the zero address and a share without an account", () => {
    const zero = `0x${"0".repeat(40)}`;
    const read = parse([person("a", { share: "50" }), person("b", { account: zero, share: "50" })], ines);
    expect(read.errors["b.account"]).toContain("zero address");
    const none = parse([person("a", { share: "50" }), person("b", { share: "50" })], ines);
    expect(none.errors["b.account"]).toContain("Enter the account");
  });

  it("W10 refuses a mistyped account", () => {
    const read = (account: string) =>
      parse([person("a", { share: "50" }), person("b", { account, share: "50" })], ines).errors["b.account"];
    expect(read(tomas.replace("C518", "c518"))).toContain("mistyped");
    expect(read(tomas.slice(0, -1))).toMatch(/0x and 40 letters and digits/);
    expect(read(deploymentFixture.contracts.royalties.address)).toContain("would be lost");
    expect(read("tomas.eth")).toMatch(/0x and 40 letters and digits/);
  });

  it("W06 refuses names that hide characters, and names of 10 kB", () => {
    const read = parse(
      [person("a", { name: "Ines\u202e", share: "100" }), person("b", { name: "x".repeat(10_000) })],
      ines,
    );
    expect(read.errors["a.name"]).toContain("invisible character");
    expect(read.errors["b.name"]).toContain("too long");
  });

  it("asks for names and roles", () => {
    const read = parse(
      [person("a", { name: " ", role: "", share: "100" }), person("b", { role: "other", ownRole: "" })],
      ines,
    );
    expect(Object.keys(read.errors)).toEqual(["a.name", "a.role", "b.ownRole"]);
  });
});
