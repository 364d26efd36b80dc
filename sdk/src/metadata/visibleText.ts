// Everything that reorders or hides its neighbours: bidi embeddings, overrides and isolates, control characters
// except tab and line feed, line and paragraph separators, interlinear annotations, tags, and the byte order mark.
const hidden =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for.
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

function mark(character: string): string {
  return `⟦U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}⟧`;
}

/** A stranger's text with each character that could deceive the reader replaced by a visible mark. */
export function visibleText(text: string): string {
  return text.replace(/\r\n?/g, "\n").toWellFormed().replace(hidden, mark);
}
