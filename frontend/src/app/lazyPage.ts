import { type ComponentType, type LazyExoticComponent, lazy } from "react";

export type RouteParams = Record<string, string>;

export type LazyPage = {
  page: LazyExoticComponent<ComponentType<RouteParams>>;
  /** Fetches its code ahead of its first render. */
  load: () => Promise<unknown>;
};

/**
 * A page in a chunk of its own, which the browser loads when somebody goes there. Its props are the parameters that
 * its path names; that the two agree is for the person who writes the route.
 */
export function lazyPage<Props extends RouteParams>(load: () => Promise<ComponentType<Props>>): LazyPage {
  return { load, page: lazy(async () => ({ default: (await load()) as unknown as ComponentType<RouteParams> })) };
}
