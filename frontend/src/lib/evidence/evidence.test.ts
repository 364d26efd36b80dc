import { canonicalJson } from "@colophon/sdk";
import { type Bundle, parseBundle, verifyBundle } from "@colophon/sdk/evidence";
import type { Stamp } from "@colophon/sdk/read";
import { describe, expect, it } from "vitest";
import published from "../../../../sdk/vectors/bundle.json" with { type: "json" };
import { bundleFileName, isCaptureOf, type KeptBundle, needsCapture } from "./keptBundles.ts";
import { bundleWithoutNames } from "./showBundles.ts";

const withManifest = (Object.values(published.bundles) as unknown[]).find(
  (bundle) => (bundle as Partial<Bundle>).stamp?.manifest !== undefined && !(bundle as Bundle).stamp?.batch,
) as Bundle;

describe("bundleWithoutNames", () => {
  it("keeps the evidence and leaves out every name", () => {
    const { stamp } = withManifest;
    if (!stamp?.manifest) throw new Error("The vectors have no bundle with a manifest.");
    const { claimant, contentRoot, salt, commitment, manifest } = stamp;
    const opening = {
      format: "colophon-opening/1",
      chainId: withManifest.chainId,
      timestamps: withManifest.contracts[0]?.address ?? "0x",
      claimant,
      contentRoot,
      salt,
      commitment,
      manifest,
    } as const;
    const text = bundleWithoutNames(canonicalJson(withManifest), opening) ?? "";
    for (const { path } of manifest.files) expect(text).not.toContain(JSON.stringify(path));
    expect(parseBundle(text).stamp?.manifest).toBeUndefined();
    const trusted = withManifest.blocks.map(({ hash }) => ({ hash, source: "you" }));
    const verdict = verifyBundle({ bundle: text, trusted });
    expect(verdict.verdict).toBe("proved");
    expect(verdict.files.every(({ path }) => path === undefined)).toBe(true);
    expect(bundleWithoutNames(text, opening)).toBeUndefined();
  });
});

const at = { block: 7, blockHash: "0x01", time: 1, transaction: "0x02", logIndex: 0 } as const;
const stamp = { at } as unknown as Stamp;
const kept: KeptBundle = {
  text: "",
  block: { number: 7, hash: "0x01", time: 1 },
  transaction: "0x02",
  final: false,
  capturedAt: 0,
};

describe("isCaptureOf", () => {
  it("tells a bundle of the same block from one of a block that was replaced", () => {
    expect(isCaptureOf(undefined, stamp)).toBe(false);
    expect(isCaptureOf({ ...kept, block: { ...kept.block, hash: "0x03" } }, stamp)).toBe(false);
    expect(isCaptureOf({ ...kept, transaction: "0x04" }, stamp)).toBe(false);
    expect(isCaptureOf(kept, stamp)).toBe(true);
  });
});

describe("needsCapture", () => {
  const of = (given: readonly (KeptBundle | undefined)[], finalized?: number) =>
    needsCapture({ kept: given, stamp, finalized });

  it("captures what is missing or was replaced", () => {
    expect(of([undefined])).toBe(true);
    expect(of([kept, undefined])).toBe(true);
    expect(of([{ ...kept, block: { ...kept.block, hash: "0x03" } }], 9)).toBe(true);
  });

  it("captures once more when the block is final, and then no more", () => {
    expect(of([kept])).toBe(false);
    expect(of([kept], 6)).toBe(false);
    expect(of([kept], 7)).toBe(true);
    expect(of([{ ...kept, final: true }], 7)).toBe(false);
  });
});

describe("bundleFileName", () => {
  it("leaves out what file systems refuse", () => {
    expect(bundleFileName('a/b:"c".txt')).toBe("a_b__c_.txt.colophon-bundle.json");
    expect(bundleFileName("")).toBe("proof.colophon-bundle.json");
  });
});
