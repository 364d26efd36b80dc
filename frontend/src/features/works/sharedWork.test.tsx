import { cardOfWork, pageOfWork, previewTags, type SharedWork } from "@colophon/sdk";
import { describe, expect, it } from "vitest";

const plain: SharedWork = {
  title: "Ferrow Marsh, Four Tides",
  creators: ["Ines Okafor", "Tomas Lind"],
  description: "Field notes from one salt marsh.",
  page: "https://colophon.example/work/0x1",
  registered: 1_790_705_800,
  picture: "https://colophon.example/work/0x1/picture.png",
};

const site = `<!doctype html>
<html lang="en"><head>
    <meta
      name="description"
      content="Prove that you held a file."
    />
    <title>Colophon</title>
  </head><body><div id="root"></div><script type="module" src="/assets/index.js"></script></body></html>`;

/** What a stranger may have called a work to get markup of theirs into the pages of others. */
const evil = `"><script>alert(1)</script><img src=x onerror='alert(1)'> $& $1 </title>\u202e`;

const hostile: SharedWork = {
  ...plain,
  title: evil,
  creators: [evil],
  description: `${evil}</script><!--`,
};

const read = (html: string) => new DOMParser().parseFromString(html, "text/html");

describe("the head of a work's page", () => {
  it("says title, creators, picture and address to previews, and the same to search engines", () => {
    const page = read(pageOfWork(site, plain));
    const property = (name: string) => page.querySelector(`meta[property="${name}"]`)?.getAttribute("content");
    expect(page.title).toBe("Ferrow Marsh, Four Tides · Colophon");
    expect(property("og:title")).toBe("Ferrow Marsh, Four Tides, by Ines Okafor and Tomas Lind");
    expect(property("og:description")).toBe("Field notes from one salt marsh.");
    expect(property("og:image")).toBe(plain.picture);
    expect(property("og:url")).toBe(plain.page);
    expect(page.querySelectorAll('meta[name="description"]')).toHaveLength(1);
    const linked = JSON.parse(page.querySelector('script[type="application/ld+json"]')?.textContent ?? "");
    expect(linked).toMatchObject({
      "@type": "CreativeWork",
      name: plain.title,
      creator: [{ name: "Ines Okafor" }, { name: "Tomas Lind" }],
      url: plain.page,
    });
    // It goes on to be the site's program.
    expect(page.querySelector('script[type="module"]')?.getAttribute("src")).toBe("/assets/index.js");
  });

  it("claims of a work without words of its own what its entry shows, and no more", () => {
    const tags = previewTags({ ...plain, creators: [], description: " ", picture: undefined });
    expect(tags).toContain("Entered in the Colophon register on 2026-09-29. That says when, not who made it.");
    expect(tags).not.toContain("og:image");
    expect(tags).toContain('name="twitter:card" content="summary"');
  });

  it("lets no markup of a stranger into the page", () => {
    const page = read(pageOfWork(site, hostile));
    expect(page.querySelectorAll("script")).toHaveLength(2);
    expect(page.querySelectorAll("img, [onerror]")).toHaveLength(0);
    expect(page.title).toContain("<script>alert(1)</script>");
    expect(page.title).toContain("$& $1");
    expect(page.documentElement.innerHTML).not.toContain("\u202e");
    const linked = JSON.parse(page.querySelector('script[type="application/ld+json"]')?.textContent ?? "");
    expect(linked.name).toBe(evil);
  });

  it("is refused for an address that is none of the web, and for a page that is no site's", () => {
    expect(() => previewTags({ ...plain, page: "javascript:alert(1)" })).toThrow("“javascript:alert(1)”");
    expect(() => previewTags({ ...plain, picture: "data:text/html,x" })).toThrow("no address of a picture");
    expect(() => pageOfWork("<p>nothing</p>", plain)).toThrow("npm run build");
  });
});

describe("a work's card for the pages of others", () => {
  it("has a picture, a link and what is claimed, and asks nobody for anything", () => {
    const card = read(cardOfWork(plain, "data:image/png;base64,iVBORw0KGgo="));
    expect(card.querySelector("a")?.getAttribute("href")).toBe(plain.page);
    expect(card.querySelector("a")?.textContent).toBe(plain.title);
    expect(card.body.textContent).toContain("That says when, not who made it.");
    const asked = [...card.querySelectorAll("[src]")].map((element) => element.getAttribute("src"));
    expect(asked.every((source) => source?.startsWith("data:image/"))).toBe(true);
    expect(card.querySelectorAll("script, iframe, link")).toHaveLength(0);
  });

  it("lets no markup of a stranger into the page of another", () => {
    const card = read(cardOfWork(hostile));
    expect(card.querySelectorAll("script, img, [onerror], [onload]")).toHaveLength(0);
    expect(card.querySelector("a")?.textContent).toContain("<script>alert(1)</script>");
    expect(() => cardOfWork(plain, `data:image/svg+xml,${evil}`)).toThrow("no picture");
  });
});
