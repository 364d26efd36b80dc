import type { ContentFinding, Metadata } from "@colophon/sdk";

/** Who made it, in a line: "Ines Okafor, Tomas Lind and 3 others". Undefined where the metadata names nobody. */
export function creatorsOf(metadata: ContentFinding<Metadata>, most = 2): string | undefined {
  if (metadata.status !== "found") return undefined;
  const names = [...new Set(metadata.value.credits.map((credit) => credit.name))];
  if (names.length === 0) return undefined;
  const shown = names.slice(0, most).map((name) => (name.length > 60 ? `${name.slice(0, 60)}…` : name));
  const others = names.length - shown.length;
  if (others === 1) return `${shown.join(", ")} and 1 other`;
  if (others > 1) return `${shown.join(", ")} and ${others} others`;
  return shown.length === 1 ? shown[0] : `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}`;
}
