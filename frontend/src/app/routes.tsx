/*
 * The pages of the site.
 *
 * To add a feature: make `features/<feature>/<Name>Page.tsx` with one exported component (its props are the route's
 * parameters, as strings), and add a line here. `nav` puts it in the header's navigation, in the order of this list.
 * - The page starts with a `PageHeader`; its route's `title` names the browser tab, `usePageTitle` refines it.
 * - Chain reads: `useActiveChain()` for addresses, `usePublicClient()` of wagmi with the SDK's `read…` functions in
 *   a `useQuery`. Chain writes: build calls with the SDK's `…Call` functions and give them to `TransactionButton`.
 * - Typed form state goes into `useDraft`, so that a reload loses nothing.
 * - A feature imports from `components`, `config` and `lib`, never from another feature or from `app`.
 */
import type { ComponentType, LazyExoticComponent } from "react";
import { HomePage } from "./HomePage.tsx";
import { lazyPage, type RouteParams } from "./lazyPage.ts";

export type AppRoute = {
  path: string;
  title: string;
  /** The word in the header's navigation. */
  nav?: string;
  page: ComponentType | LazyExoticComponent<ComponentType<RouteParams>>;
};

const ProvePage = lazyPage(() => import("../features/prove/ProvePage.tsx").then((module) => module.ProvePage));
const ProofPage = lazyPage(() => import("../features/prove/ProofPage.tsx").then((module) => module.ProofPage));
const VerifyPage = lazyPage(() => import("../features/verify/VerifyPage.tsx").then((module) => module.VerifyPage));
const WorksPage = lazyPage(() => import("../features/works/list/WorksPage.tsx").then((module) => module.WorksPage));

export const routes: readonly AppRoute[] = [
  { path: "/", title: "Colophon", page: HomePage },
  { path: "/prove", title: "Prove", nav: "Prove", page: ProvePage },
  { path: "/prove/:stamped", title: "Prove", page: ProofPage },
  { path: "/works", title: "Works", nav: "Works", page: WorksPage },
  { path: "/verify", title: "Verify", nav: "Verify", page: VerifyPage },
];
