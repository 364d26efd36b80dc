import type { DeedSection } from "./deedSections.ts";

function list(items: readonly string[]): string {
  return items.map((item, i) => `- ${item}${i === items.length - 1 ? "." : ";"}`).join("\n");
}

/** Sections as the plain text of a deed; a part of the format colophon-deed/1, like their words. */
export function deedText(sections: readonly DeedSection[]): string {
  const paragraphs = sections.flatMap(({ title, blocks }) => [
    title === "" ? "LICENCE DEED" : title.toUpperCase(),
    ...blocks.map((block) => (typeof block === "string" ? block : list(block))),
  ]);
  return `${paragraphs.join("\n\n")}\n`;
}
