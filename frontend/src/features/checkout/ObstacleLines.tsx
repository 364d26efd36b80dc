import type { Obstacle } from "./obstacles.ts";

/** What the buyer can still do, a line each; the rest says itself elsewhere on the page. */
export function ObstacleLines({ obstacles }: { obstacles: readonly Obstacle[] }) {
  return obstacles.map((obstacle) => {
    const line =
      obstacle.kind === "todo"
        ? obstacle.sentence
        : obstacle.kind === "wait"
          ? "Looking for earlier claims and for licences that stand in the way…"
          : undefined;
    return line ? (
      <span key={line} className="block">
        {line}
      </span>
    ) : null;
  });
}
