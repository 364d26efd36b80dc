import { describe, expect, it } from "vitest";
import { parseTrustedHashes } from "./givenEvidence.ts";

const hash = `0x${"aB".repeat(32)}`;
const given = { hashes: hash, source: "", chain: "" };

describe("readTrustedHashes", () => {
  it("refuses nothing, half a hash and a chain that is no number, and says which part is wrong", () => {
    expect(parseTrustedHashes({ ...given, hashes: " \n" })).toMatchObject({ ok: false, part: "hashes" });
    expect(parseTrustedHashes({ ...given, hashes: hash.slice(0, -1) })).toMatchObject({ ok: false, part: "hashes" });
    expect(parseTrustedHashes({ ...given, hashes: `${hash} 0x12` })).toMatchObject({
      error: expect.stringContaining("0x12"),
    });
    for (const chain of ["one", "0", "-1", "1.5", "0x1"]) {
      expect(parseTrustedHashes({ ...given, chain })).toMatchObject({ ok: false, part: "chain" });
    }
  });

  it("takes several hashes in any case, with their source and chain", () => {
    const other = `0x${"1".repeat(64)}`;
    expect(parseTrustedHashes({ hashes: `\n${hash}\n${other} `, source: " my own node ", chain: "1" })).toEqual({
      ok: true,
      trusted: [hash.toLowerCase(), other].map((word) => ({
        hash: word,
        source: "you, who name as the source: my own node",
        chainId: 1,
      })),
    });
    const spelled = { ...given, hashes: `${hash.slice(2)}, 0X${hash.slice(2).toUpperCase()}` };
    expect(parseTrustedHashes(spelled)).toMatchObject({
      trusted: [{ hash: hash.toLowerCase() }, { hash: hash.toLowerCase() }],
    });
    expect(parseTrustedHashes(given)).toEqual({ ok: true, trusted: [{ hash: hash.toLowerCase(), source: "you" }] });
  });
});
