import { Button } from "../../../components/Button.tsx";
import { formatTime } from "../../../components/formatTime.ts";
import { useKeptOpenings } from "../../../lib/openings/useKeptOpenings.ts";
import type { Content } from "./Content.ts";

const shown = 6;

/** What was stamped on this device before, to go on from. */
export function KeptOpenings({ onContent }: { onContent: (content: Content) => void }) {
  const kept = useKeptOpenings();
  if (!kept.data || kept.data.length === 0) return null;
  return (
    <section aria-labelledby="kept-openings" className="grid gap-3">
      <h3 id="kept-openings" className="text-xl">
        Or go on from an earlier stamp
      </h3>
      <ul className="grid gap-2">
        {kept.data.slice(0, shown).map(({ opening, name, createdAt }) => (
          <li
            key={opening.commitment}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-lg border border-rule bg-leaf px-4 py-3"
          >
            <div className="min-w-0">
              <p className="font-medium [overflow-wrap:anywhere]">{name}</p>
              <p className="text-soft text-sm">
                {opening.manifest.files.length === 1
                  ? "1 file"
                  : `${opening.manifest.files.length.toLocaleString("en-GB")} files`}
                , prepared {formatTime(Math.floor(createdAt / 1000))}
              </p>
            </div>
            <Button
              variant="secondary"
              size="small"
              aria-label={`Use “${name}”`}
              onClick={() => onContent({ name, manifest: opening.manifest, salt: opening.salt, opening })}
            >
              Use this
            </Button>
          </li>
        ))}
      </ul>
      {kept.data.length > shown ? (
        <p className="text-soft text-sm">
          {kept.data.length - shown} older ones are kept on this device too. Drop their opening files above to use them.
        </p>
      ) : null}
    </section>
  );
}
