import { forever } from "@colophon/sdk";
import { describe, expect, it } from "vitest";
import { deploymentFixture as deployment, ines, tomas } from "../../testing/fixtures.ts";
import { type DealForm, parseDealForm } from "./offerForm.ts";

const now = 1_800_000_000;
const read = (changes: Partial<DealForm> = {}) =>
  parseDealForm({ form: { buyer: tomas, seats: "1", expires: "", ...changes }, deployment, licensor: ines, now });

describe("parseDealForm", () => {
  it("reads a buyer, seats and an end", () => {
    expect(read().deal).toEqual({ buyer: tomas, seats: 1, closes: forever });
    const { deal } = read({ seats: "100", expires: "2031-03-12T14:05" });
    expect(deal).toMatchObject({ seats: 100, closes: new Date(2031, 2, 12, 14, 5).getTime() / 1000 });
  });

  it("refuses the licensor as buyer, and anything that is no account", () => {
    expect(read({ buyer: ines }).errors.buyer).toContain("licenses the work");
    expect(read({ buyer: deployment.contracts.licences.address }).errors.buyer).toContain("would be lost");
    expect(read({ buyer: "0x12" }).errors.buyer).toContain("40 letters and digits");
  });

  it.each(["", "0", "1.5", "many", "65536"])("L04 refuses %j as a number of seats", (seats) => {
    const { errors, deal } = read({ seats });
    expect(errors.seats).toMatch(/seats/);
    expect(deal).toBeUndefined();
  });

  it("R10 refuses an end that has passed", () => {
    expect(read({ expires: "2001-01-01T00:00" }).errors.expires).toContain("in the past");
  });
});
