import { describe, expect, it } from "vitest";
import vectors from "../../vectors/metadata.json" with { type: "json" };
import { ipfsUriOf } from "../core/cid.ts";
import { categories, roles } from "../model/categories.ts";
import { FormatError } from "../model/errors.ts";
import { visibleLine, visibleText } from "../model/words.ts";
import { createMetadata, type Metadata, parseMetadata } from "./metadata.ts";

const uri = ipfsUriOf(`0x${"ab".repeat(32)}`);
const fields: Omit<Metadata, "format"> = {
  name: "The Tide Book",
  description: "Poems.",
  category: "literary",
  credits: [{ name: "Ines", role: "author" }],
};
const good = { format: "colophon-work/1", ...fields };

describe("published vectors", () => {
  it.each(vectors)("$digest", ({ document, digest, uri: link }) => {
    const { format, ...rest } = parseMetadata(document);
    expect(format).toBe("colophon-work/1");
    expect(createMetadata(rest)).toMatchObject({ document, digest, uri: link });
  });
});

describe("categories and roles", () => {
  it("are in the order of the Works contract", () => {
    expect(categories.map(({ id }) => id).join(" ")).toBe(
      "literary musical artistic photographic audiovisual sound-recording performance broadcast software database design invention mark trade-secret other",
    );
    expect(new Set(roles.map(({ id }) => id)).size).toBe(roles.length);
  });
});

describe("createMetadata", () => {
  it("tidies what people type and reads back the same", () => {
    const account = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8" as const;
    const { metadata, bytes } = createMetadata({
      ...fields,
      name: "  Cafe\u0301 ",
      description: "one\r\ntwo\r",
      credits: [{ name: " Ines ", role: "author", account }],
      image: uri,
      image_details: { type: "image/png", size: 10, width: 2, height: 3 },
      thumbnail: { uri, type: "image/webp", size: 5, width: 2, height: 3 },
    });
    expect(metadata.thumbnail).toEqual({ uri, type: "image/webp", size: 5, width: 2, height: 3 });
    expect(metadata).toMatchObject({ name: "Café", description: "one\ntwo" });
    expect(metadata.credits[0]).toEqual({ name: "Ines", role: "author", account: account.toLowerCase() });
    expect(parseMetadata(bytes)).toEqual(metadata);
  });

  it.each([
    ["audio/mpeg", uri],
    ["video/mp4", uri],
    ["image/png", undefined],
    ["text/plain", undefined],
    ["application/pdf", undefined],
  ])("a preview of %s is given to marketplaces to play: %s", (type, played) => {
    const { metadata, bytes } = createMetadata({ ...fields, preview: { uri, type, size: 10 } });
    expect(metadata.animation_url).toBe(played);
    expect(parseMetadata(bytes)).toEqual(metadata);
    // A revision that goes on with another preview goes on with nothing of the old one.
    const still = { uri, type: "image/png", size: 10 };
    expect(createMetadata({ ...metadata, preview: still }).metadata.animation_url).toBeUndefined();
    expect(createMetadata({ ...metadata, preview: undefined }).metadata.animation_url).toBeUndefined();
  });

  it("keeps the reason of a revision", () => {
    const { metadata, bytes } = createMetadata({ ...fields, reason: " A typo\r\non page 4. " });
    expect(metadata.reason).toBe("A typo\non page 4.");
    expect(parseMetadata(bytes).reason).toBe("A typo\non page 4.");
    expect("reason" in createMetadata(fields).metadata).toBe(false);
  });

  it.each([
    ["an empty reason", { reason: " " }, /At reason: this must not be empty/],
    ["no name", { name: " " }, /At name: this must not be empty/],
    ["a long name", { name: "x".repeat(201) }, /At name: .*200/],
    ["a long description", { description: "x".repeat(10_001) }, /At description: .*10,000/],
    ["an unknown category", { category: "song" as "musical" }, /At category/],
    ["a link elsewhere", { image: "https://example.com/a.png" as typeof uri }, /At image: .*ipfs/],
    ["a name that runs backwards", { name: "evil\u202egpj.exe" }, /mislead/],
    ["too many credits", { credits: Array.from({ length: 1_001 }, () => ({ name: "a", role: "b" })) }, /1,000 credits/],
    [
      "too many bytes",
      { credits: Array.from({ length: 1_000 }, () => ({ name: "é".repeat(200), role: "author" })) },
      /bytes/,
    ],
    ["unknown fields", { price: 1 } as object, /unknown fields/],
  ])("refuses %s", (_, change, message) => {
    expect(() => createMetadata({ ...fields, ...change })).toThrow(FormatError);
    expect(() => createMetadata({ ...fields, ...change })).toThrow(message);
  });
});

describe("parseMetadata, of strangers", () => {
  it("W05 keeps HTML as text and drops what it doesn't know", () => {
    const html = "<img src=x onerror=alert(1)>";
    const parsed = parseMetadata({
      ...good,
      name: html,
      onclick: "alert(1)",
      credits: [{ name: html, role: "author", href: "javascript:x" }],
    });
    expect(parsed.name).toBe(html);
    expect(parsed).not.toHaveProperty("onclick");
    expect(parsed.credits[0]).toEqual({ name: html, role: "author" });
  });

  it.each([
    "javascript:alert(1)",
    "file:///etc/passwd",
    "https://a.b/c",
    "ipfs://",
    "ipfs://../x",
    `${uri}/../../x`,
    `${uri}?x`,
    "data:text/html,x",
    5,
    null,
  ])("W05 refuses the link %j", (link) => {
    expect(() => parseMetadata({ ...good, image: link })).toThrow(FormatError);
    expect(() => parseMetadata({ ...good, preview: { uri: link, type: "image/png", size: 1 } })).toThrow(FormatError);
  });

  it("W05 refuses what is too large or too deep before reading it", () => {
    expect(() => parseMetadata(JSON.stringify({ ...good, x: "y".repeat(300_000) }))).toThrow(
      /larger than 262,144 bytes/,
    );
    expect(() =>
      parseMetadata(`{"format":"colophon-work/1","x":${"[".repeat(100_000)}${"]".repeat(100_000)}}`),
    ).toThrow(/nests deeper/);
    const brackets = parseMetadata(JSON.stringify({ ...good, name: `${"[".repeat(100)}"\\` }));
    expect(brackets.name).toHaveLength(102);
  });

  it("W05 is not led astray by prototype keys", () => {
    const text = JSON.stringify(good).replace(
      '"format"',
      '"__proto__":{"name":"stolen","polluted":1},"constructor":{"prototype":{}},"format"',
    );
    const parsed = parseMetadata(text);
    expect(parsed).toEqual(good);
    expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype);
    expect("polluted" in {}).toBe(false);
    expect(() => parseMetadata('{"__proto__":{"format":"colophon-work/1"}}')).toThrow(/names no format/);
  });

  it("W06 shows marks where characters would deceive, and leaves honest text alone", () => {
    const parsed = parseMetadata({ ...good, name: "a\u202eb", description: "x\u2066y\u0000z\ttab\nline" });
    expect(parsed.name).toBe("a⟦U+202E⟧b");
    expect(parsed.description).toBe("x⟦U+2066⟧y⟦U+0000⟧z\ttab\nline");
    for (const honest of ["שלום\u200f!", "مرحبا", "नमस्ते\u200d", "👩‍👩‍👧 日本語 é"])
      expect(visibleText(honest)).toBe(honest);
    expect(visibleText("\ud800")).toBe("\ufffd");
    expect(visibleLine("one\r\ntwo\tthree")).toBe("one⟦U+000A⟧two⟦U+0009⟧three");
  });
});
