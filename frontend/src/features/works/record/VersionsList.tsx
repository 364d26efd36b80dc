import type { WorkRecord } from "@colophon/sdk";
import { Hash } from "../../../components/Hash.tsx";
import { Time } from "../../../components/Time.tsx";

/** The chain of a work's versions, the latest first. */
export function VersionsList({ versions }: { versions: WorkRecord["versions"] }) {
  return (
    <ol reversed className="grid gap-4">
      {versions.toReversed().map((version, index) => (
        <li key={version.revision} className="grid gap-1 border-rule border-l-2 pl-4">
          <p className="font-medium">
            {version.revision === 0 ? "Registered" : `Revision ${version.revision}`}
            {index === 0 && versions.length > 1 ? (
              <span className="font-normal text-soft"> (the current one)</span>
            ) : null}
          </p>
          <p>
            <Time seconds={version.at.time} block={version.at.block} />
          </p>
          <p className="text-sm text-soft">
            Content root <Hash value={version.contentRoot} label="the content root" />
          </p>
        </li>
      ))}
    </ol>
  );
}
