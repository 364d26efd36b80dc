import { Menu, X } from "lucide-react";
import { lazy, Suspense, useCallback, useRef, useState } from "react";
import { useConnection } from "wagmi";
import { Link, useLocation } from "wouter";
import { useTaskCount } from "../lib/taskCount.ts";
import { classNames } from "../ui/classNames.ts";
import { Logo } from "../ui/Logo.tsx";
import { ErrorBoundary } from "./failures.tsx";
import { ActivityButton, NetworkBadge, SearchButton, WalletButton } from "./HeaderTools.tsx";
import { routes } from "./routes.tsx";

const SearchBox = lazy(() =>
  import("../features/search/SearchBox.tsx").then((module) => ({ default: module.SearchBox })),
);

export function Header() {
  const [location] = useLocation();
  const [open, setOpen] = useState(false);
  // The page that it was opened on: on another page it is closed.
  const [searchedFrom, setSearchedFrom] = useState<string>();
  const searching = searchedFrom === location;
  const setSearching = useCallback((on: boolean) => setSearchedFrom(on ? location : undefined), [location]);
  const tools = useRef<HTMLDivElement>(null);
  const closeSearch = useCallback(() => {
    setSearchedFrom(undefined);
    tools.current?.querySelector<HTMLElement>("[aria-keyshortcuts]")?.focus();
  }, []);
  const links = routes.filter((route) => route.nav);
  return (
    <header className="border-rule border-b bg-paper">
      <div className="mx-auto flex max-w-6xl flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 sm:px-6">
        <HomeLink />

        <nav
          aria-label="Main"
          id="main-navigation"
          className={classNames("order-last w-full lg:order-none lg:block lg:w-auto", !open && "hidden")}
        >
          <ul className="grid gap-1 pb-2 lg:flex lg:pb-0 lg:pl-4">
            {links.map((route) => {
              const here = location === route.path || location.startsWith(`${route.path}/`);
              return (
                <li key={route.path}>
                  <Link
                    href={route.path}
                    aria-current={here ? "page" : undefined}
                    onClick={() => setOpen(false)}
                    className={classNames(
                      "flex min-h-11 items-center rounded-lg px-2.5 no-underline hover:bg-sunk",
                      here ? "font-semibold text-accent" : "text-ink",
                    )}
                  >
                    {route.nav}
                  </Link>
                </li>
              );
            })}
          </ul>
        </nav>

        <div ref={tools} className="ml-auto flex items-center gap-1 sm:gap-2">
          <NetworkBadge />
          <SearchButton open={searching} onOpen={setSearching} />
          <ActivityButton />
          <WalletButton />
          {links.length > 0 ? (
            <button
              type="button"
              aria-expanded={open}
              aria-controls="main-navigation"
              aria-label="Menu"
              onClick={() => setOpen(!open)}
              className="inline-flex size-11 items-center justify-center rounded-lg border border-edge bg-leaf lg:hidden"
            >
              {open ? <X aria-hidden="true" className="size-5" /> : <Menu aria-hidden="true" className="size-5" />}
            </button>
          ) : null}
        </div>

        {searching ? (
          <div className="order-last w-full animate-rise pb-1">
            <ErrorBoundary part="search box" resetKey={location}>
              <Suspense fallback={<div className="h-[4.875rem]" />}>
                <SearchBox onClose={closeSearch} />
              </Suspense>
            </ErrorBoundary>
          </div>
        ) : null}
      </div>
    </header>
  );
}

/** The way home, with how much waits there for the connected account. */
function HomeLink() {
  const { address } = useConnection();
  const waiting = useTaskCount(address);
  return (
    <Link
      href="/"
      className="flex items-center gap-2.5 rounded-md py-1 text-ink no-underline"
      aria-label={waiting > 0 ? `Colophon, home, ${waiting} to do` : "Colophon, home"}
    >
      <span className="relative">
        <Logo className="size-7" />
        {waiting > 0 ? (
          // Drawn by the style, since the link's name says it already.
          <span
            aria-hidden="true"
            data-count={waiting > 99 ? "99+" : waiting}
            className="absolute -top-2 -right-2.5 inline-flex min-w-5 justify-center rounded-full border-2 border-paper bg-danger px-1 font-semibold text-on-danger text-xs tabular-nums before:content-[attr(data-count)]"
          />
        ) : null}
      </span>
      <span className="hidden font-medium font-serif text-2xl tracking-tight min-[27rem]:inline">Colophon</span>
    </Link>
  );
}
