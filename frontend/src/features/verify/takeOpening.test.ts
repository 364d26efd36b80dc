import { canonicalJson, createManifest, createOpening, FormatError } from "@colophon/sdk";
import { describe, expect, it } from "vitest";
import { chosenFromList } from "../../lib/chosenFiles.ts";
import { takeOpening } from "./givenEvidence.ts";

const opening = createOpening({
  chainId: 31337,
  timestamps: `0x${"1".repeat(40)}`,
  claimant: `0x${"2".repeat(40)}`,
  manifest: createManifest({
    files: [{ path: "essay.txt", size: 3, sha256: `0x${"3".repeat(64)}`, blake3: `0x${"4".repeat(64)}` }],
  }),
});

const chosen = (files: Record<string, string>) =>
  chosenFromList(Object.entries(files).map(([path, content]) => ({ path, file: new File([content], path) })));

describe("findOpening", () => {
  it("takes an opening out of what was dropped, and leaves the rest to be compared", async () => {
    const found = await takeOpening(chosen({ "essay.txt": "ink", "essay.txt.colophon.json": canonicalJson(opening) }));
    expect(found.status).toBe("found");
    if (found.status !== "found") return;
    expect(found.opening).toEqual(opening);
    expect(found.rest.files.map(({ path }) => path)).toEqual(["essay.txt"]);
  });

  it("takes the wanted one of several, and compares none of the others as a file", async () => {
    const text = canonicalJson(opening);
    const given = chosen({ "1.txt": "ink", "1.colophon.json": text, "2.colophon.json": text });
    const first = await takeOpening(given);
    const second = await takeOpening(given, "2.colophon.json");
    expect(first).toMatchObject({ name: "1.colophon.json", all: ["1.colophon.json", "2.colophon.json"] });
    expect(second).toMatchObject({ name: "2.colophon.json" });
    expect(second.status === "found" && second.rest.files.map(({ path }) => path)).toEqual(["1.txt"]);
  });

  it("knows an opening that was renamed or formatted anew", async () => {
    const found = await takeOpening(chosen({ "proof.json": JSON.stringify(opening, null, 2) }));
    expect(found.status).toBe("found");
  });

  it("takes other JSON for a file like any other", async () => {
    expect((await takeOpening(chosen({ "data.json": '{"a":1}', "b.txt": "colophon-opening/1" }))).status).toBe("none");
  });

  it.each([
    ["cut off", canonicalJson(opening).slice(0, 200)],
    ["not JSON", "colophon-opening/1"],
    ["with a field too many", canonicalJson({ ...opening, extra: 1 })],
    ["polluting prototypes", `{"__proto__":{"a":1},${canonicalJson(opening).slice(1)}`],
  ])("W05 W11 says that an opening is damaged when it is %s", async (_, text) => {
    const found = await takeOpening(chosen({ "x.colophon.json": text }));
    expect(found.status).toBe("broken");
    expect(found.status === "broken" && found.error).toBeInstanceOf(FormatError);
  });
});
