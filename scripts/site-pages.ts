/**
 * Gives each work of a built site a page of its own, for those who run no script: previews of links and search engines.
 *   npm run site:pages -- --site https://colophon.example --index https://colophon.example/index
 *
 *   --site <url>     Where the site is, with the path under which it stands
 *   --index <url>    Where its index answers
 *   --gateway <url>  A gateway of IPFS that pictures are taken from; without it previews have none
 *   --out <folder>   The built site; frontend/dist if not given
 *
 * Writes work/<number>/index.html, which is the site's own page with another head, and its cover (PNG, JPEG or WebP) beside it. Any
 * host of files serves these; the program in them is the same. Run it again when works have come, or changed.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ColophonError, type ContentStore, createContentStore, pageOfWork, showableTitle } from "@colophon/sdk";
import { askIndex, type IndexedWork, routes } from "@colophon/sdk/index-api";

/** Works asked for at a time. */
const pageSize = 100;

/** What the site is, and where everything comes from and goes to. */
type Site = { html: string; address: string; out: string; store: ContentStore | undefined };

/** How a file of a picture is called that previews can show, by its first bytes; undefined for any other. */
function pictureName(bytes: Uint8Array): string | undefined {
  const starts = (...wanted: number[]) => wanted.every((byte, i) => bytes[i] === byte);
  if (starts(0x89, 0x50, 0x4e, 0x47)) return "picture.png";
  if (starts(0xff, 0xd8, 0xff)) return "picture.jpg";
  return starts(0x52, 0x49, 0x46, 0x46) && bytes[8] === 0x57 ? "picture.webp" : undefined;
}

async function writePage(site: Site, work: IndexedWork): Promise<boolean> {
  const title = work.name === null ? undefined : showableTitle(work.name);
  // Nothing is known of it but its number: the site's own page says that better.
  if (title === undefined) return false;
  const folder = join(site.out, "work", work.id);
  const page = `${site.address}/work/${work.id}`;
  await mkdir(folder, { recursive: true });
  const found = work.image && site.store ? await site.store.get(work.image) : undefined;
  const bytes = found?.status === "found" ? found.bytes : undefined;
  const name = bytes && pictureName(bytes);
  if (bytes && name) await writeFile(join(folder, name), bytes);
  const html = pageOfWork(site.html, {
    title,
    creators: [...new Set(work.credits.flatMap((credit) => showableTitle(credit.name) ?? []))],
    description: work.description ?? "",
    page,
    registered: work.registeredAt.time,
    picture: name && `${page}/${name}`,
  });
  await writeFile(join(folder, "index.html"), html);
  return true;
}

/** Where the site is, without a slash at its end. Throws a sentence for what is no address. */
function addressOf(option: string, typed: string | undefined): string {
  if (typed === undefined) throw new ColophonError(`Say ${option}, such as ${option} https://colophon.example.`);
  if (!URL.canParse(typed) || !/^https?:$/.test(new URL(typed).protocol)) {
    throw new ColophonError(`“${typed}” after ${option} is no address: give one that begins with https://.`);
  }
  return typed.replace(/\/+$/, "");
}

async function writePages(): Promise<string> {
  const { values } = parseArgs({
    options: {
      site: { type: "string" },
      index: { type: "string" },
      gateway: { type: "string" },
      out: { type: "string", default: join(import.meta.dirname, "../frontend/dist") },
    },
  });
  const address = addressOf("--site", values.site);
  const index = addressOf("--index", values.index);
  const gateways = values.gateway === undefined ? [] : [addressOf("--gateway", values.gateway)];
  const html = await readFile(join(values.out, "index.html"), "utf8").catch(() => {
    throw new ColophonError(`There is no index.html in ${values.out}. Build the site first: npm run build.`);
  });
  const store = gateways.length > 0 ? createContentStore({ gateways, api: null }) : undefined;
  const site = { html, address, out: values.out, store };
  let [written, left, after]: [number, number, string | undefined] = [0, 0, undefined];
  do {
    const page: { items: IndexedWork[]; next: string | null } = await askIndex(index, routes.works, {
      limit: pageSize,
      ...(after === undefined ? {} : { after }),
    });
    for (const work of page.items) (await writePage(site, work)) ? written++ : left++;
    after = page.next ?? undefined;
  } while (after !== undefined);
  return `${written} pages written${left > 0 ? `, ${left} works left out of which nothing but the number can be shown` : ""}.`;
}

try {
  console.log(await writePages());
} catch (error) {
  console.error(error instanceof ColophonError ? error.shortMessage : error);
  process.exitCode = 1;
}
