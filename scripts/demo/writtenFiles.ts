import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import type { DemoFile } from "./DemoWork.ts";

const types: Record<string, string> = { ".md": "text/markdown", ".csv": "text/csv" };

/** The files of a work that somebody wrote: everything in its folder under works/. */
export function writtenFiles(slug: string): DemoFile[] {
  const folder = join(import.meta.dirname, "works", slug);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith("."))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((file) => ({
      path: file.slice(folder.length + 1).replaceAll("\\", "/"),
      type: types[extname(file)] ?? "text/plain",
      make: () => readFileSync(file),
    }));
}
