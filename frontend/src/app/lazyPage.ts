import { type ComponentType, lazy } from "react";

/** A page in a chunk of its own, which the browser loads when somebody goes there. */
export function lazyPage<Props>(load: () => Promise<ComponentType<Props>>) {
  return lazy(async () => ({ default: await load() }));
}
