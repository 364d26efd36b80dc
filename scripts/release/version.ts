import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { outputOf } from "./artifacts.ts";

/** The folders with a package.json of ours, beside the root. */
const workspaces = ["sdk", "frontend", "cli", "react", "indexer", "bench"];

/** @throws Error with what has changed, if something is not committed. */
export async function refuseChanges(folder: string): Promise<void> {
  const changed = (await outputOf("git", ["status", "--porcelain"], folder)).trimEnd();
  if (changed === "") return;
  const lines = changed.split("\n");
  const shown = lines.slice(0, 10).join("\n");
  const more = lines.length > 10 ? `\n… and ${lines.length - 10} more` : "";
  throw new Error(
    `A release is made of what is committed, and this is not:\n${shown}${more}\nCommit it, or put it away.`,
  );
}

type Version = readonly [number, number, number];

function parseVersion(text: string): Version {
  const found = /^(\d{1,6})\.(\d{1,6})\.(\d{1,6})$/.exec(text);
  if (!found) throw new Error(`“${text}” is no version: give three numbers, such as 0.2.0.`);
  return [Number(found[1]), Number(found[2]), Number(found[3])];
}

/** @throws Error unless the second version comes after the first. */
export function refuseEarlier(now: string, next: string): void {
  const [one, other] = [parseVersion(now), parseVersion(next)];
  const at = one.findIndex((part, i) => part !== other[i]);
  if (at < 0) throw new Error(`This is version ${now} already. Leave the version out to make its files again.`);
  if ((other[at] ?? 0) < (one[at] ?? 0))
    throw new Error(`${next} comes before ${now}, which this is. Give a later one.`);
}

/**
 * The changelog with what is unreleased under its version and day, and room for what comes.
 *
 * @throws Error if there is nothing to tell.
 */
export function withSection(changelog: string, version: string, day: string): string {
  const [before, after] = changelog.split("\n## Unreleased\n");
  if (before === undefined || after === undefined) throw new Error("CHANGELOG.md has no heading “Unreleased”.");
  const end = after.indexOf("\n## ");
  const told = (end < 0 ? after : after.slice(0, end)).trim();
  if (told === "") throw new Error("CHANGELOG.md tells nothing of this release under “Unreleased”.");
  return `${before}\n## Unreleased\n\n## ${version} - ${day}\n${after}`;
}

/** The text of a package.json, or of the lock file, under another version of ours. */
export function withVersion(text: string, now: string, next: string): string {
  const own = /("(?:colophon|@colophon\/\w+)": ")([^"]+)(")/g;
  const head = /("name": "(?:colophon|@colophon\/\w+)",\n\s*"version": ")([^"]+)(")/g;
  const swap = (found: string, before: string, version: string, after: string) =>
    version === now ? `${before}${next}${after}` : found;
  return text.replace(own, swap).replace(head, swap);
}

/** Writes the next version into every place that names it, and returns the paths. */
export async function bump(folder: string, now: string, next: string, day: string): Promise<string[]> {
  const changes: [string, (text: string) => string][] = [
    ...["package.json", "package-lock.json", ...workspaces.map((name) => `${name}/package.json`)].map(
      (path): [string, (text: string) => string] => [path, (text) => withVersion(text, now, next)],
    ),
    ["docs/deployment.md", (text) => text.replaceAll(`-${now}.tgz`, `-${next}.tgz`)],
    ["CHANGELOG.md", (text) => withSection(text, next, day)],
  ];
  // All are made before one is written, so that a refusal leaves nothing half done.
  const made = await Promise.all(
    changes.map(async ([path, change]) => {
      const before = await readFile(join(folder, path), "utf8");
      return { path, before, after: change(before) };
    }),
  );
  const written = made.filter(({ before, after }) => before !== after);
  for (const { path, after } of written) await writeFile(join(folder, path), after);
  return written.map(({ path }) => path);
}
