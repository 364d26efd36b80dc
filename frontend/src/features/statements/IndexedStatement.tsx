import type { StatementQuery } from "@colophon/sdk";
import * as v from "valibot";
import { useActiveChain } from "../../lib/chain/useActiveChain.ts";
import { useIndex } from "../../lib/index/useIndex.ts";
import { indexedStatementLink } from "./indexedStatementLink.ts";

const formats = [
  { id: "csv", label: "CSV" },
  { id: "json", label: "JSON" },
  { id: "html", label: "To print" },
] as const;

const Health = v.object({ ready: v.boolean() });

/** Links to the same statement from the index, while there is one that has caught up: for very long histories. */
export function IndexedStatement({ query }: { query: StatementQuery }) {
  const { index } = useActiveChain();
  const health = useIndex({ path: "/v1/health", schema: Health });
  if (index === undefined || health.data?.ready !== true) return null;
  return (
    <p className="text-sm text-soft">
      A history of many thousand lines is read faster from this site's index, which makes the same statement of what was
      earned:{" "}
      {formats.map(({ id, label }, i) => (
        <span key={id}>
          {i === 0 ? "" : ", "}
          <a
            href={indexedStatementLink(index, query, id)}
            download
            aria-label={`Statement from the index: ${label}`}
            className="link"
          >
            {label}
          </a>
        </span>
      ))}
      . It too is compared with the contract, and says so in the file.
    </p>
  );
}
