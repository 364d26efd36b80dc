import { visibleText } from "@colophon/sdk";

/** What is wrong with a text that becomes public, as a sentence, or undefined. */
export function textProblem(text: string, maximum: number): string | undefined {
  const normal = text.normalize("NFC").replace(/\r\n?/g, "\n").trim();
  if (normal.length > maximum) {
    const over = normal.length - maximum;
    return `This is ${over.toLocaleString("en-GB")} ${over === 1 ? "character" : "characters"} too long. ${maximum.toLocaleString("en-GB")} is the most.`;
  }
  if (visibleText(normal) !== normal) {
    return "This holds an invisible character that could mislead readers. Type it by hand instead of pasting it.";
  }
  return undefined;
}
