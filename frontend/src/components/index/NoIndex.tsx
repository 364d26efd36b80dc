import type { ReactNode } from "react";
import { Notice } from "../Notice.tsx";
import { WithoutIndex } from "./WithoutIndex.tsx";

/** Says what a page cannot do on a site without an index. */
export function NoIndex({ children }: { children: ReactNode }) {
  return (
    <Notice title="This site has no index">
      <p>{children}</p>
      <WithoutIndex />
    </Notice>
  );
}
