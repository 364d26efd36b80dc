import { forever } from "@colophon/sdk";
import { IndexedLicence, IndexedWork } from "@colophon/sdk/index-api";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { indexedLicence, indexedWork } from "../testing/fakeIndex.ts";
import { noon } from "../testing/fixtures.ts";
import { licenceSpan, metadataOfIndexed, scopeInWords } from "./indexed.ts";

describe("what the index says of a work", () => {
  it("has the cover, large and small, for lists", () => {
    const image = "ipfs://bafkreialwovsn2aam42ya3qyhjsioykc6imbifxgs2jdwxhcrdtgcvjaka";
    const thumbnail = "ipfs://bafkreicl6ujc6ncfktctxxroxognfn7d2fqavvrryoc2lv6m4i6hpbkfti";
    const found = metadataOfIndexed(v.parse(IndexedWork, indexedWork({ image, thumbnail })));
    expect(found).toMatchObject({ status: "found", value: { image, thumbnail: { uri: thumbnail } } });
  });

  it("W05 names no picture that is not named by its digest", () => {
    const found = metadataOfIndexed(
      v.parse(IndexedWork, indexedWork({ image: "https://tracker.test/a.png", thumbnail: "ipfs://../x" })),
    );
    expect(found.status === "found" && Object.keys(found.value)).toEqual(["name", "credits"]);
  });

  it("is unknown while its description has not been read", () => {
    expect(metadataOfIndexed(v.parse(IndexedWork, indexedWork({ name: null }))).status).toBe("unknown");
  });
});

describe("what the index says of a licence", () => {
  const read = (changes: Parameters<typeof indexedLicence>[0]) => v.parse(IndexedLicence, indexedLicence(changes));
  const { terms } = indexedLicence();

  it("names what it allows, and counts what a later version added", () => {
    const words = (changes: Partial<typeof terms>) => scopeInWords(read({ terms: { ...terms, ...changes } }).terms);
    expect(words({})).toBe("print, for editorial purposes only, worldwide");
    expect(words({ exclusivity: "sole", uses: ["print", "holograms"], territories: ["DE", "X9", "unknown:250"] })).toBe(
      "sole, print, 1 use that this page has no name for, for editorial purposes only, Germany, 2 territories that this page has no name for",
    );
  });

  it.each<[string, Parameters<typeof indexedLicence>[0], RegExp]>([
    ["runs", {}, /^until /],
    ["runs without an end", { end: forever, endsAt: forever }, /^without an end$/],
    ["has not started", { state: "not started" }, /^from .* until /],
    ["is over", { state: "expired" }, /^ended on /],
    ["was terminated", { state: "terminated", ended: "terminated", endsAt: noon }, /^ended for a breach on /],
    ["was given back", { state: "surrendered", ended: "surrendered", endsAt: noon }, /^given back on /],
  ])("says of one that %s when it counts", (_, changes, words) => {
    expect(licenceSpan(read(changes))).toMatch(words);
  });
});
