import type { ChosenFiles } from "../lib/files/ChosenFiles.ts";
import { Notice } from "./Notice.tsx";

/** What was found among the chosen files and is not taken, or could not be. */
export function LeftOutNotice({ chosen }: { chosen: Pick<ChosenFiles, "leftOut" | "unreadable"> }) {
  return (
    <>
      {chosen.unreadable.length > 0 ? (
        <Notice tone="danger" title="Some of it could not be read" urgent>
          <p>{namesOf(chosen.unreadable)} are missing from what follows. Check their permissions and choose again.</p>
        </Notice>
      ) : null}
      {chosen.leftOut.length > 0 ? (
        <Notice>
          <p>Left out, because your system keeps changing it by itself: {namesOf(chosen.leftOut)}.</p>
        </Notice>
      ) : null}
    </>
  );
}

function namesOf(paths: readonly string[]): string {
  const some = paths.slice(0, 5).map((path) => `“${path}”`);
  return paths.length > 5 ? `${some.join(", ")} and ${paths.length - 5} more` : some.join(", ");
}
