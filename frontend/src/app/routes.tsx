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

export type AppRoute = {
  path: string;
  title: string;
  /** The word in the header's navigation. */
  nav?: string;
  page: ComponentType<Record<string, string>> | LazyExoticComponent<ComponentType<Record<string, string>>>;
};

export const routes: readonly AppRoute[] = [{ path: "/", title: "Colophon", page: HomePage }];
