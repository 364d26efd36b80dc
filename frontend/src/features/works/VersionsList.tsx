import type { Evidence, ProvenVersion, WorkRecord, WorkVersion } from "@colophon/sdk/read";
import { foundOf, unknownOf } from "../../flow/Read.tsx";
import { useVersions } from "../../lib/reads.ts";
import { Notice } from "../../ui/notice.tsx";
import { Hash, Time } from "../../ui/values.tsx";

/** Since when exactly this content is proven, and by what. */
export function ProofDate({ evidence }: { evidence: Evidence }) {
  return (
    <>
      <Time seconds={evidence.at.time} block={evidence.at.block} />
      <span className="block text-sm text-soft">
        {evidence.kind === "record" ? "By its record: there is no earlier stamp of it." : "By a stamp."}
      </span>
    </>
  );
}

/** The chain of a work's versions, the latest first, each with its own proof and the reason that was given for it. */
export function VersionsList({ work }: { work: WorkRecord }) {
  const { versions } = work;
  const proven = useVersions(work);
  const unknown = unknownOf(proven);
  return (
    <>
      {unknown ? (
        <Notice tone="warning" title="What each version is proven by could not be looked up" className="mb-5">
          <p>{unknown}</p>
        </Notice>
      ) : null}
      <ol reversed className="grid gap-4">
        {versions.toReversed().map((version, index) => (
          <VersionRow
            key={version.revision}
            version={version}
            current={index === 0 && versions.length > 1}
            proven={foundOf(proven)?.find((each) => each.version.revision === version.revision)}
          />
        ))}
      </ol>
    </>
  );
}

type VersionRowProps = { version: WorkVersion; current: boolean; proven: ProvenVersion | undefined };

function VersionRow({ version, current, proven }: VersionRowProps) {
  const reason = proven?.metadata.status === "found" ? proven.metadata.value.reason : undefined;
  return (
    <li className="grid gap-1 border-rule border-l-2 pl-4">
      <p className="font-medium">
        Version {version.revision + 1}
        {current ? <span className="font-normal text-soft"> (the current one)</span> : null}
      </p>
      {reason ? (
        <p className="max-w-prose whitespace-pre-wrap [overflow-wrap:anywhere]">
          <bdi>{reason}</bdi>
        </p>
      ) : null}
      <p>
        {version.revision === 0 ? "Registered" : "Recorded"} <Time seconds={version.at.time} block={version.at.block} />
      </p>
      {proven ? (
        <p>
          {proven.evidence.kind === "record" ? (
            "Proven by this record alone, with no earlier stamp."
          ) : (
            <>
              Proven by a stamp since <Time seconds={proven.evidence.at.time} block={proven.evidence.at.block} />
            </>
          )}
        </p>
      ) : null}
      {proven?.gaps.map((gap) => (
        <p key={gap} className="text-sm text-warn">
          {gap}
        </p>
      ))}
      <p className="text-sm text-soft">
        Content root <Hash value={version.contentRoot} label="the content root" />
      </p>
    </li>
  );
}
