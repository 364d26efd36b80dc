import { routes } from "./routes.tsx";

/** Fetches the code of the page at this path. If that fails, the page itself will say so when it is shown. */
export function preloadRoute(path: string): void {
  const parts = path.split("/");
  const route = routes.find((candidate) => {
    const wanted = candidate.path.split("/");
    return wanted.length === parts.length && wanted.every((part, i) => part.startsWith(":") || part === parts[i]);
  });
  route?.load?.().catch(() => undefined);
}
