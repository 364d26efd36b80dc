/** "essay.txt" has its evidence in "essay.txt.colophon-bundle.json", without what file systems refuse. */
export function bundleFileName(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: no file system wants them
  const safe = name.replace(/[\u0000-\u001f<>:"/\\|?*]/g, "_").slice(0, 120);
  return `${safe || "proof"}.colophon-bundle.json`;
}
