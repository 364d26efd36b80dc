/** "essay.txt" keeps its name as "essay.txt.colophon.json", without what file systems refuse. */
export function openingFileName(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: no file system wants them
  const safe = name.replace(/[\u0000-\u001f<>:"/\\|?*]/g, "_").slice(0, 120);
  return `${safe || "opening"}.colophon.json`;
}
