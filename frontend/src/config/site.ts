/// <reference types="vite/client" />
/**
 * Where this site is on its origin: "/" or, for one under a sub-path, such as "/colophon/". It is fixed when the site is
 * built (`COLOPHON_BASE=/colophon/ npm run build`), since the page must know where its parts are before it can ask.
 */
export const basePath: string = import.meta.env.COLOPHON_ROOT ?? import.meta.env.BASE_URL;

/** The language of this site's words (BCP 47). */
export const language: "en" | "de" = import.meta.env.COLOPHON_LANGUAGE ?? "en";

/** Where its pages in this language are: at the same place, or for a translation in a folder there, such as "/de/". */
export const home: string = import.meta.env.BASE_URL;

/** Where the pages are, as the router wants it: without the slash at its end, so nothing at all for a site at the root. */
export const routerBase = home.replace(/\/$/, "");

/**
 * The whole address of a page of this site, to be given to others, whose browsers choose the language.
 *
 * @param path The page as the site's own links name it, such as "/work/1".
 */
export const siteLink = (path: string): string => `${location.origin}${basePath.replace(/\/$/, "")}${path}`;

/**
 * Where a file that the site brings beside its pages is, such as "verify.html": the router knows nothing of it.
 *
 * @param name The file as it is in the folder of the built site.
 */
export const siteFile = (name: string): string => `${basePath}${name}`;

/**
 * A path of this site as its own links name it.
 *
 * @param pathname The path as the browser has it.
 */
export const withoutBase = (pathname: string): string =>
  pathname.startsWith(home) ? `/${pathname.slice(home.length)}` : pathname;
