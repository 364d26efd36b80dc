import { describe, expect, it } from "vitest";
import { ines, maya, noon, tomas } from "../testing/fixtures.ts";
import { claimDocument, claimFragment, documentOfFragment, parseClaim, type SignedClaim } from "./signedClaim.ts";

const claim: SignedClaim = {
  chainId: 31337,
  royalties: tomas,
  work: 5n,
  currency: "0x0000000000000000000000000000000000000000",
  holder: ines,
  to: maya,
  maxSteps: 500n,
  nonce: 2n ** 64n,
  deadline: BigInt(noon),
  signature: "0x1234",
};

describe("a signed claim", () => {
  it("comes back from its file and its link as it was", () => {
    const text = claimDocument(claim);
    expect(parseClaim(text)).toEqual({ ok: true, claim });
    expect(parseClaim(documentOfFragment(`#${claimFragment(text)}`))).toEqual({ ok: true, claim });
  });

  it("W11 is refused when something is missing or changed in kind", () => {
    const document = JSON.parse(claimDocument(claim)) as Record<string, unknown>;
    for (const key of Object.keys(document)) {
      for (const value of [undefined, null, 7.5, "", "0x", "-1"]) {
        expect(parseClaim(JSON.stringify({ ...document, [key]: value })), `${key} ${value}`).toMatchObject({
          ok: key === "signature" && value === "0x",
        });
      }
    }
    for (const text of ["", "{", "[]", "null", "7", "x".repeat(30_000)]) expect(parseClaim(text).ok).toBe(false);
    expect(documentOfFragment("#%E0%A4%A")).toBe("");
  });
});
