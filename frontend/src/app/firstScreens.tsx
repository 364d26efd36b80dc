import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { LookupHead, ProveHead, VerifyHead, WorksHead } from "../parts/heads.tsx";
import { Welcome } from "./Welcome.tsx";

const heads: Record<string, ReactNode> = {
  // In the column that it will have, so that its lines break where they will.
  "/": (
    <div className="grid items-center gap-x-10 gap-y-8 lg:grid-cols-[1.15fr_1fr]">
      <div>
        <Welcome />
      </div>
    </div>
  ),
  "/works": <WorksHead />,
  "/lookup": <LookupHead />,
  "/verify": <VerifyHead />,
  "/prove": <ProveHead />,
};

/**
 * What pages begin with, as HTML by their paths. The build puts it into index.html (vite.config.ts); needs.js shows it
 * before the site's program has come, and PageSkeleton while a page's own part is on its way.
 */
export const firstScreens = (): [path: string, html: string][] =>
  Object.entries(heads).map(([path, head]) => [path, renderToStaticMarkup(head)]);
