import { canonicalJson, createMetadata, parseMetadata } from "@colophon/sdk";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { DescriptionForm, parseDescription } from "./description.ts";

const complete: DescriptionForm = {
  title: "The Lighthouse Keeper’s Almanac",
  description: "Twelve months by the sea.",
  category: "literary",
  language: "en-GB",
  identifiers: [{ id: "i1", scheme: "ISBN", ownScheme: "", value: "978-3-16-148410-0" }],
  service: "",
};

describe("readDescription", () => {
  it("reads a complete form as the SDK takes it", () => {
    const { errors, fields } = parseDescription(complete);
    expect(errors).toEqual({});
    const { category } = fields;
    if (category === undefined) throw new Error("The category is missing.");
    expect(createMetadata({ ...fields, category, credits: [] }).metadata).toMatchObject({
      name: complete.title,
      language: "en-GB",
      identifiers: [{ scheme: "ISBN", value: "978-3-16-148410-0" }],
    });
  });

  it("says where the files can be asked for, in the form in which it is read", () => {
    const read = (service: string) => parseDescription({ ...complete, service });
    expect(read("").fields.delivery).toBeUndefined();
    const { fields, errors } = read(" https://files.example/ines/ ");
    expect(errors).toEqual({});
    const { metadata } = createMetadata({ ...fields, category: "literary", credits: [] });
    expect(parseMetadata(canonicalJson(metadata)).delivery).toEqual({ service: "https://files.example/ines" });
    for (const wrong of [
      "files.example",
      "http://files.example",
      "https://files.example?a=b",
      "https://me:x@files.example",
    ]) {
      expect(read(wrong).errors.service, wrong).toBe("An address begins with https://, as in https://files.example.");
    }
    // A form that was kept before there was the field.
    const { service: _, ...kept } = complete;
    expect(v.parse(DescriptionForm, kept)).toEqual(complete);
  });

  it("needs a title and a category, nothing else", () => {
    const { errors } = parseDescription({
      title: " ",
      description: "",
      category: "",
      language: "",
      identifiers: [],
      service: "",
    });
    expect(Object.keys(errors)).toEqual(["title", "category"]);
  });

  it("W06 refuses a title of 10 kB and invisible characters", () => {
    expect(parseDescription({ ...complete, title: "x".repeat(10_240) }).errors.title).toBe(
      "This is 10,040 characters too long. 200 is the most.",
    );
    expect(parseDescription({ ...complete, title: "Almanac \u202egpj.exe" }).errors.title).toContain("invisible");
    expect(parseDescription({ ...complete, description: "x".repeat(10_001) }).errors.description).toContain(
      "1 character too long",
    );
  });

  it("refuses a title that shows nothing, hides something or piles up accents", () => {
    for (const title of ["\u200b\u200b", "\u3164", "Sa\u00adlt", `S${"\u0335".repeat(6)}alt`]) {
      expect(parseDescription({ ...complete, title }).errors.title).toMatch(/\.$/);
    }
    expect(parseDescription({ ...complete, title: "KoЯn" }).errors.title).toBeUndefined();
  });

  it.each(["english", "e", "en_GB", "xx-!!"])("refuses %j as a language", (language) => {
    expect(parseDescription({ ...complete, language }).errors.language).toContain("language tag");
  });

  it("wants the name of another kind of number", () => {
    const identifiers = [{ id: "i1", scheme: "Other", ownScheme: "", value: "" }];
    expect(Object.keys(parseDescription({ ...complete, identifiers }).errors)).toEqual(["i1.scheme", "i1.value"]);
  });
});
