import { ColophonError } from "../model/errors.ts";
import { escapedHtml, jsonInHtml } from "../model/html.ts";
import { isoTime } from "../model/time.ts";
import { inList } from "../model/words.ts";

/** What others are told of a work when its page is passed on. All of it may be a stranger's words. */
export type SharedWork = {
  title: string;
  /** As the work's description credits them; empty if it names nobody. */
  creators: readonly string[];
  /** Empty if there is none. */
  description: string;
  /** The whole address of its page. */
  page: string;
  /** When it was registered, in seconds since 1970. */
  registered: number;
  /** The whole address of a picture as PNG or JPEG, if there is one. */
  picture?: string | undefined;
};

/** A page that cannot be made from what is at hand. */
export class SharingError extends ColophonError {
  override name = "SharingError";
}

/** How much of a description a preview shows, in characters; the rest is cut off by those who show it. */
const previewLength = 200;

const day = (seconds: number) => isoTime(seconds).slice(0, 10);

const cut = (text: string) =>
  text.length > previewLength ? `${text.slice(0, previewLength - 1).trimEnd()}…` : text.trim();

/** What is claimed of it and no more: an entry says when and by whom, not that it is true. */
const claim = ({ registered }: SharedWork) =>
  `Entered in the Colophon register on ${day(registered)}. That says when, not who made it.`;

function addressOf(what: string, address: string): string {
  try {
    const url = new URL(address);
    if (/^https?:$/.test(url.protocol)) return url.href;
  } catch {
    // What is no address at all is refused as what is one of another kind.
  }
  throw new SharingError(`“${address}” is no address of ${what}. Give one that begins with https://.`);
}

/**
 * The part of a page's head that says what a work is to those who run no script: previews of links (Open Graph and what
 * Twitter made of it) and search engines (schema.org).
 *
 * @returns HTML for the head of a page, a line each.
 * @throws {SharingError} If an address is none of the web.
 */
export function previewTags(work: SharedWork): string {
  const page = addressOf("a page", work.page);
  const picture = work.picture === undefined ? undefined : addressOf("a picture", work.picture);
  const about = cut(work.description.replace(/\s+/g, " ")) || claim(work);
  const by = work.creators.length > 0 ? `${work.title}, by ${inList(work.creators)}` : work.title;
  const properties: [name: string, content: string][] = [
    ["og:type", "website"],
    ["og:site_name", "Colophon"],
    ["og:url", page],
    ["og:title", by],
    ["og:description", about],
    ...(picture === undefined
      ? []
      : ([
          ["og:image", picture],
          ["og:image:alt", `Cover of ${work.title}`],
        ] satisfies [string, string][])),
  ];
  const document = {
    "@context": "https://schema.org",
    "@type": "CreativeWork",
    name: work.title,
    ...(work.creators.length > 0 && { creator: work.creators.map((name) => ({ name })) }),
    ...(work.description.trim() && { description: work.description.trim() }),
    ...(picture !== undefined && { image: picture }),
    url: page,
    acquireLicensePage: page,
  };
  return [
    `<title>${escapedHtml(work.title)} · Colophon</title>`,
    `<meta name="description" content="${escapedHtml(about)}">`,
    `<link rel="canonical" href="${escapedHtml(page)}">`,
    ...properties.map(([name, content]) => `<meta property="${name}" content="${escapedHtml(content)}">`),
    `<meta name="twitter:card" content="${picture === undefined ? "summary" : "summary_large_image"}">`,
    `<script type="application/ld+json">${jsonInHtml(document)}</script>`,
  ].join("\n    ");
}

/**
 * The site's page with a work's own head. Everything else stays, so that it goes on to be the site's program.
 *
 * @param site The site's index.html, as it was built.
 * @throws {SharingError} If that page has no title to be replaced.
 */
export function pageOfWork(site: string, work: SharedWork): string {
  const rest = site.replace(/\s*<meta\s+name="description"[^>]*>/, "");
  if (!/<title>[^<]*<\/title>/.test(rest)) {
    throw new SharingError("The site's index.html has no title. Build the site first: npm run build.");
  }
  // A function, since a title may have signs in it that mean something in a replacement.
  return rest.replace(/<title>[^<]*<\/title>/, () => previewTags(work));
}

const styles = {
  card: "margin:1em 0;max-width:28em;padding:1em 1.2em;border:1px solid #cfc4ae;border-radius:12px;background:#fdfbf5;color:#1a1611;font:16px/1.45 Georgia,serif;overflow-wrap:anywhere",
  picture: "float:left;width:5.5em;margin:0 1em .4em 0;border-radius:3px",
  title: "color:#1b4b6b;font-size:1.25em;line-height:1.2",
  small: "display:block;margin-top:.4em;font:13px/1.45 system-ui,sans-serif;color:#4a4237",
};

/**
 * A card of a work for the page of somebody else, as HTML: a picture, a link and a few words. It has no script and asks
 * nobody for anything, so that it needs no server, tells nobody who looks at it, and stays as it is.
 *
 * @param picture A small picture as a `data:` address, if there is one.
 * @throws {SharingError} If an address is none of the web, or the picture none.
 */
export function cardOfWork(work: SharedWork, picture?: string): string {
  const page = addressOf("a page", work.page);
  if (picture !== undefined && !/^data:image\/(png|jpeg|webp);base64,[\w+/=]+$/.test(picture)) {
    throw new SharingError(`“${picture.slice(0, 40)}…” is no picture to put into a page. Give a PNG, JPEG or WebP.`);
  }
  const creators =
    work.creators.length > 0 ? `<br><em itemprop="creator">${escapedHtml(inList(work.creators))}</em>` : "";
  return [
    `<div itemscope itemtype="https://schema.org/CreativeWork" style="${styles.card}">`,
    ...(picture === undefined ? [] : [`  <img src="${picture}" alt="" style="${styles.picture}">`]),
    `  <a itemprop="url" href="${escapedHtml(page)}" style="${styles.title}"><span itemprop="name">${escapedHtml(work.title)}</span></a>${creators}`,
    `  <small style="${styles.small}">${escapedHtml(claim(work))} Its record and its licences: behind the link.</small>`,
    `  <div style="clear:both"></div>`,
    "</div>",
  ].join("\n");
}
