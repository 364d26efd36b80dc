import { describe, expect, it } from "vitest";
import { ines, tomas } from "../testing/fixtures.ts";
import { parseAddress } from "./parse.ts";

describe("parseAddress", () => {
  it("takes an address with its checksum, or all in lower case", () => {
    expect(parseAddress(`  ${ines} `)).toEqual({ ok: true, address: ines });
    expect(parseAddress(ines.toLowerCase())).toEqual({ ok: true, address: ines });
  });

  it("W10 refuses anything else with a sentence", () => {
    const wrong = ines.replace("f39F", "f39f");
    for (const text of ["", "0x12", "ines.eth", `${ines}0`, wrong, `0x${"0".repeat(40)}`, `javascript:${ines}`]) {
      expect(parseAddress(text)).toEqual({ ok: false, error: expect.stringMatching(/\.$/) });
    }
    expect(parseAddress(wrong)).toMatchObject({ error: expect.stringMatching(/mistyped/) });
  });

  it("N03 refuses the accounts it is told to, with the reason", () => {
    const forbidden = [{ address: tomas, why: "This is your own account." }];
    expect(parseAddress(tomas.toLowerCase(), forbidden)).toEqual({ ok: false, error: "This is your own account." });
  });
});
