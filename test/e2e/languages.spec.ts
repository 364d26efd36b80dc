/** The site in German for a reader whose browser prefers it, and laid out from right to left in the language of the tests. */
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { origin } from "./support/chain.ts";
import { createAuthor, type RegisteredWork } from "./support/createAuthor.ts";
import { phone, step } from "./support/page.ts";
import { test } from "./support/people.ts";

const english =
  /\b(?:the|and|of|your|with|is|are|this|that|you|from|for|not|has|have|by|to|or|it|what|who|how|when|only|other|none|open)\b/i;

/** Words of the page that are in English, but for what people wrote themselves, codes, and texts that name their language. */
async function leftInEnglish(page: Page): Promise<string[]> {
  const lines = await page.evaluate(() => {
    const own = "bdi, code, pre, [lang]:not(html):not([lang=de]), [translate=no], script, style, template, option";
    const texts: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.nodeValue?.trim() && !node.parentElement?.closest(own)) texts.push(node.nodeValue.trim());
    }
    for (const element of document.querySelectorAll("[aria-label], [placeholder], [title]")) {
      if (element.closest(own)) continue;
      for (const name of ["aria-label", "placeholder", "title"]) texts.push(element.getAttribute(name) ?? "");
    }
    return texts;
  });
  return lines.filter((line) => english.test(line.replaceAll(/“[^”]*”|„[^“]*“|https?:\S+|⟦[^⟧]*⟧/g, "")));
}

async function publish() {
  const author = await createAuthor();
  const work = await author.register({ metadata: { name: "Gezeiten", description: "Ein Jahr Ebbe." } });
  const { offer } = await author.offer(work, { terms: { uses: ["print"], purposes: ["editorial"] } });
  return { work, offer };
}

test("a reader whose browser prefers German reads German everywhere, and can choose English", async ({ newPerson }) => {
  const { page } = await newPerson({ ether: "0", context: { locale: "de-DE" } });
  const { work } = await publish();
  await page.goto("/works");
  await page.waitForURL(`${origin}/de/works`);
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  await expect(page.getByRole("heading", { level: 1, name: "Werke" })).toBeVisible();
  await page.getByRole("link", { name: "Gezeiten" }).first().click();
  await page.waitForURL(`${origin}/de${work.path}`);
  await expect(page.getByRole("heading", { level: 1, name: "Gezeiten" })).toBeVisible();
  await expect(page.getByText(/ohne früheren Nachweis/)).toBeVisible();
  expect(await leftInEnglish(page)).toEqual([]);
  await step(page, "languages-01-work");
  await phone(page, "languages-01-work-phone");

  await page.getByRole("link", { name: "Diese Lizenz erwerben" }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Gezeiten");
  await expect(page.getByRole("button", { name: /kaufen|verbinden/i }).first()).toBeVisible();
  expect(await leftInEnglish(page)).toEqual([]);
  await step(page, "languages-02-offer");
  await phone(page, "languages-02-offer-phone");

  for (const [path, name] of [
    ["/", "Datum"],
    ["/works", "Werke"],
    ["/verify", "prüfen"],
    ["/prove", "Zeigen"],
    ["/lookup", "Finden"],
  ] as const) {
    await page.goto(`/de${path}`);
    await expect(page.getByRole("heading", { level: 1 })).toContainText(name);
    await step(page, `languages-03${path.replaceAll("/", "-")}`);
    await phone(page, `languages-03${path.replaceAll("/", "-")}-phone`);
    expect(await leftInEnglish(page)).toEqual([]);
  }

  await page.getByRole("navigation", { name: "Sprache" }).getByRole("link", { name: "English" }).click();
  await page.waitForURL(`${origin}/lookup`);
  await expect(page.getByRole("heading", { level: 1, name: "Look up" })).toBeVisible();
  // The choice is kept, and counts for links that others gave.
  await page.goto("/de/verify?q=1");
  await page.waitForURL(`${origin}/verify?q=1`);
});

const types: Record<string, string> = {
  ".css": "text/css",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
  ".wasm": "application/wasm",
};

/** Gives a page the site as it is built in a folder, and everything else from where it is. */
async function serveFrom(page: Page, folder: string): Promise<void> {
  await page.route(`${origin}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    const isPage = !extname(pathname) && route.request().resourceType() === "document";
    const type = types[extname(pathname)];
    if (!isPage && !type) return route.fallback();
    const body = await readFile(join(folder, isPage ? "index.html" : pathname)).catch(() => undefined);
    return body ? route.fulfill({ body, contentType: type ?? "text/html" }) : route.fallback();
  });
}

test("pages are laid out from right to left, and each of their words was found", async ({ newPerson }) => {
  const folder = await mkdtemp(join(tmpdir(), "colophon-pseudo-"));
  try {
    const built = spawn(
      process.execPath,
      [join(import.meta.dirname, "../../node_modules/vite/bin/vite.js"), "build", "--outDir", folder],
      {
        cwd: join(import.meta.dirname, "../../frontend"),
        env: { ...process.env, COLOPHON_LANGUAGE: "pseudo" },
        stdio: "ignore",
      },
    );
    expect(await new Promise((resolve) => built.once("close", resolve))).toBe(0);
    const { page } = await newPerson({ ether: "0" });
    const work: RegisteredWork = (await publish()).work;
    await serveFrom(page, folder);
    for (const path of ["/", "/works", work.path, "/verify", "/prove", "/lookup"]) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
      for (const width of [360, 1440]) {
        await page.setViewportSize({ width, height: 900 });
        const [scrollWidth, clientWidth] = await page.evaluate(() => {
          const { scrollWidth, clientWidth } = document.documentElement;
          return [scrollWidth, clientWidth];
        });
        expect(scrollWidth, `${path} at ${width} pixels`).toBeLessThanOrEqual(clientWidth);
      }
      expect(await leftInEnglish(page), path).toEqual([]);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});
