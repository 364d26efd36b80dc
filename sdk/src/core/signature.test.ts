import { type Hex, parseSignature, serializeCompactSignature, signatureToCompactSignature } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { describe, expect, it } from "vitest";
import { normalSignature, signatureParts } from "./signature.ts";

const account = privateKeyToAccount(`0x${"5".repeat(64)}`);
const signature = await account.signMessage({ message: "a message" });
const { r, s, yParity } = parseSignature(signature);
const ending = (last: number) => `${signature.slice(0, -2)}${last.toString(16).padStart(2, "0")}` as Hex;
const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

describe("a signature as contracts take it", () => {
  it.each([
    ["27 or 28", ending(27 + yParity)],
    ["0 or 1, as a Ledger by way of older wallets", ending(yParity)],
    ["37 or 38, by EIP-155", ending(37 + yParity)],
    ["64 bytes (EIP-2098)", serializeCompactSignature(signatureToCompactSignature({ r, s, yParity }))],
    ["upper-case", `0x${signature.slice(2).toUpperCase()}`],
    ["an upper-case 0X", `0X${signature.slice(2).toUpperCase()}`],
    ["no 0x at all", signature.slice(2)],
    ["its twin with the larger s", `${r}${(order - BigInt(s)).toString(16)}${(28 - yParity).toString(16)}`],
  ])("is the same, written with %s", (_, written) => {
    expect(normalSignature(written)).toBe(signature);
  });

  it("stays as it is from a contract wallet, whose bytes mean something else", () => {
    const owner = "0".repeat(24) + "ab".repeat(20);
    const [approved, checked] = [`0x${owner}${"0".repeat(64)}01`, `0x${owner}${"41".padStart(64, "0")}00`];
    for (const each of [approved, checked, ending(31), `0x${"cd".repeat(130)}`, "0x12", "0x"]) {
      expect(normalSignature(each)).toBe(each);
    }
  });
});

describe("the parts of a signature", () => {
  it("are those that viem reads, of each form", () => {
    for (const each of [
      signature,
      ending(yParity),
      serializeCompactSignature(signatureToCompactSignature({ r, s, yParity })),
    ]) {
      expect(signatureParts(each)).toEqual({ r, s, v: 27 + yParity });
    }
  });

  it("are refused of what no key signed, by its value", () => {
    for (const each of ["0x12", `0x${"cd".repeat(130)}`, ending(31)]) {
      expect(() => signatureParts(each)).toThrow(`“${each.slice(0, 20)}…” is not the signature of a key`);
    }
  });
});
