const maxLength = 1024;

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for.
const control = /[\u0000-\u001f\u007f-\u009f]/;

/** What is wrong with a manifest path, as a sentence, or undefined. */
export function pathProblem(path: string): string | undefined {
  if (path.length === 0) return "it is empty.";
  if (path.length > maxLength) return `it is longer than ${maxLength} characters.`;
  if (!path.isWellFormed()) return "it holds half a character (a lone surrogate).";
  if (path !== path.normalize("NFC")) return "its accents are not in composed form (Unicode NFC).";
  if (control.test(path)) return "it holds an invisible control character.";
  if (path.startsWith("/")) return "it starts at the root of a disk.";
  for (const part of path.split("/")) {
    if (part === "") return "a part between two slashes is empty.";
    if (part === "." || part === "..") return `it holds “${part}”, which points elsewhere.`;
  }
  return undefined;
}
