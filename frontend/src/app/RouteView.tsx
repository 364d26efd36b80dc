import { lazy, Suspense, useEffect, useLayoutEffect, useRef, useSyncExternalStore } from "react";
import { Route, Switch, useLocation } from "wouter";
import { useSkew } from "../lib/clock.ts";
import { Confidential } from "../lib/confidential.ts";
import { pageTitle } from "../lib/pageTitle.ts";
import { LiveRegion } from "../ui/notice.tsx";
import { ErrorBoundary } from "./failures.tsx";
import { type AppRoute, routes } from "./routes.tsx";

const NotFoundPage = lazy(() => import("./NotFoundPage.tsx").then((module) => ({ default: module.NotFoundPage })));

/** The current page: its title, the focus and the announcement after a change, and what happens if it fails. */
export function RouteView() {
  const [location] = useLocation();
  // What is in force is worked out anew as soon as the clock is put right.
  useSkew();
  const main = useRef<HTMLElement>(null);
  const shown = useRef(location);
  useEffect(() => {
    if (shown.current === location) return;
    shown.current = location;
    window.scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [location]);

  return (
    // As tall as the screen at least, so that the footer is not on it while a page is still filling.
    <main
      id="main"
      ref={main}
      tabIndex={-1}
      className="mx-auto min-h-dvh w-full max-w-6xl grow px-4 pt-10 sm:px-6 sm:pt-14"
    >
      <ErrorBoundary resetKey={location}>
        <Suspense fallback={<PageSkeleton />}>
          <Switch>
            {routes.map((route) => (
              <Route key={route.path} path={route.path}>
                {(params) => <Page route={route} params={params as Record<string, string>} />}
              </Route>
            ))}
            <Route>
              <Titled title="No such page">
                <NotFoundPage />
              </Titled>
            </Route>
          </Switch>
        </Suspense>
      </ErrorBoundary>
      <Announcer />
    </main>
  );
}

function Page({ route, params }: { route: AppRoute; params: Record<string, string> }) {
  const { page: Content } = route;
  return (
    <Titled title={route.title}>
      <Confidential value={Boolean(route.confidential)}>
        {/* Another work is another page: nothing of the one before may stay. */}
        <Content key={JSON.stringify(params)} {...params} />
      </Confidential>
    </Titled>
  );
}

function Titled({ title, children }: { title: string; children: React.ReactNode }) {
  // A layout effect, so that a page's own title, set in its effect, comes later and wins.
  useLayoutEffect(() => pageTitle.set(title), [title]);
  return children;
}

function Announcer() {
  const title = useSyncExternalStore(pageTitle.subscribe, pageTitle.get);
  const first = useRef(title);
  return <LiveRegion>{title === first.current ? "" : title}</LiveRegion>;
}

/** Where a page will be, while its code is on its way. index.html shows the same before any code runs. */
export function PageSkeleton() {
  const [location] = useLocation();
  const head = document.querySelector<HTMLTemplateElement>(`template[data-path="${CSS.escape(location)}"]`);
  return (
    <>
      <p role="status" className="sr-only">
        Loading…
      </p>
      {head ? (
        <div key={location} ref={(element) => element?.replaceChildren(head.content.cloneNode(true))} />
      ) : (
        <div aria-hidden="true" className="grid max-w-3xl gap-4">
          <div className="h-4 w-28 rounded bg-sunk" />
          <div className="h-11 w-4/5 rounded bg-sunk" />
          <div className="mt-2 h-5 w-full max-w-2xl rounded bg-sunk" />
          <div className="h-5 w-2/3 rounded bg-sunk" />
        </div>
      )}
    </>
  );
}
