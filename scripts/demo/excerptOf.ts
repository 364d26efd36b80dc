/** The first paragraphs of a Markdown text as plain text: no signs, no code, each paragraph one line. */
export function excerptOf(markdown: string, paragraphs: number): string {
  return markdown
    .replace(/^```[\s\S]*?^```\n/gm, "")
    .split(/\n{2,}/)
    .map((paragraph) =>
      paragraph
        .replace(/^# /, "")
        .replace(/\n(?!- )\s*/g, " ")
        .replace(/[*`]/g, "")
        .trim(),
    )
    .filter((paragraph) => paragraph !== "")
    .slice(0, paragraphs + 1)
    .join("\n\n")
    .concat("\n");
}
