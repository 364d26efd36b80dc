import { readFileSync } from "node:fs";
import { join } from "node:path";
import { render } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { Router } from "wouter";
import { memoryLocation } from "wouter/memory-location";
import { BrowsersPage } from "./BrowsersPage.tsx";
import { firstScreens } from "./firstScreens.tsx";
import { PageSkeleton } from "./RouteView.tsx";
import { routes } from "./routes.tsx";

const html = readFileSync(join(import.meta.dirname, "../../index.html"), "utf8");
const shell = document.createElement("div");
shell.innerHTML = html.slice(html.indexOf('<div id="root">'), html.indexOf("<script"));

it("index.html shows the pages of the navigation before any code runs", () => {
  const links = [...shell.querySelectorAll("nav a")].map((link) => [
    link.getAttribute("href")?.replace("%BASE_URL%", "/"),
    link.textContent?.trim(),
  ]);
  expect(links).toEqual(routes.filter(({ nav }) => nav).map(({ path, nav }) => [path, nav]));
});

it("index.html keeps the place of a page as the app does", () => {
  const { container } = render(<PageSkeleton />);
  const classes = (element: Element | null) =>
    [...(element?.querySelectorAll("[class]") ?? [])].map((child) => child.getAttribute("class"));
  expect(classes(shell.querySelector("main"))).toEqual(classes(container));
});

const needs = readFileSync(join(import.meta.dirname, "../../public/needs.js"), "utf8");

describe("what a page begins with", () => {
  /** The site's HTML at an address, after needs.js has run. */
  function open(path: string) {
    Object.defineProperty(HTMLScriptElement.prototype, "noModule", { configurable: true, value: false });
    history.replaceState(null, "", path);
    document.body.innerHTML = shell.innerHTML.replaceAll("%BASE_URL%", "/");
    for (const [head, markup] of firstScreens()) {
      const template = Object.assign(document.createElement("template"), { innerHTML: markup });
      template.dataset.path = head;
      document.body.append(template);
    }
    new Function(needs)();
    return document.querySelector("#root main");
  }

  afterEach(() => {
    localStorage.clear();
    history.replaceState(null, "", "/");
  });

  it("stands there before the program has come, whatever is asked behind it", () => {
    expect(open("/lookup?q=low+water")?.querySelector("h1")?.textContent).toBe("Look up");
    expect(document.querySelectorAll("#root [aria-hidden] .bg-sunk")).toHaveLength(0);
    expect(open("/")?.querySelector("h1")?.textContent).toContain("Put a date on your work");
  });

  it("keeps its place only, where a page depends on what it is about or on who comes", () => {
    expect(open("/work/0x1")?.querySelector("h1")).toBeNull();
    localStorage.setItem("colophon.recentConnectorId", '"demo"');
    expect(open("/")?.querySelector("h1")).toBeNull();
  });

  it("stays while a page's own part is on its way", () => {
    open("/verify");
    const { hook } = memoryLocation({ path: "/verify" });
    const { container } = render(
      <Router hook={hook}>
        <PageSkeleton />
      </Router>,
    );
    expect(container.querySelector("h1")?.textContent).toBe("Check a file, a proof or a number");
  });
});

/** What a page becomes in a browser that lacks something. */
function startIn(lack: () => void): Element {
  const root = document.createElement("div");
  root.id = "root";
  root.append("The shell");
  document.body.append(root);
  lack();
  new Function(needs)();
  return root;
}

afterEach(() => {
  vi.unstubAllGlobals();
  document.documentElement.removeAttribute("data-unsupported");
  document.body.textContent = "";
});

it("a browser that has what the site needs shows the shell", () => {
  Object.defineProperty(HTMLScriptElement.prototype, "noModule", { configurable: true, value: false });
  expect(startIn(() => {}).textContent).toBe("The shell");
  expect(document.documentElement.dataset.unsupported).toBeUndefined();
});

it("a browser that is too old is told so before anything else runs, and which ones will do", () => {
  Object.defineProperty(HTMLScriptElement.prototype, "noModule", { configurable: true, value: false });
  const { toWellFormed } = String.prototype;
  const root = startIn(() => {
    vi.stubGlobal("BigInt", undefined);
    Object.assign(String.prototype, { toWellFormed: undefined });
  });
  Object.assign(String.prototype, { toWellFormed });
  expect(root.textContent).toContain("This browser is too old for Colophon");
  expect(root.textContent).toContain("It does not have: large whole numbers (BigInt), well-formed text.");
  expect(document.documentElement.dataset.unsupported).toBe("large whole numbers (BigInt), well-formed text");
});

it("a site whose program does not come says so", () => {
  Object.defineProperty(HTMLScriptElement.prototype, "noModule", { configurable: true, value: false });
  const root = startIn(() => {});
  const script = document.createElement("script");
  script.type = "module";
  document.body.append(script);
  script.dispatchEvent(new Event("error"));
  expect(root.textContent).toContain("This site could not be loaded");
});

it("the check is written so that the oldest browser can read it", () => {
  expect(needs).not.toMatch(/=>|\b(?:let|const|class|async|await)\s|`|\?\.|\?\?/);
});

it("the check, the page and the guide name the same versions", () => {
  const guide = readFileSync(join(import.meta.dirname, "../../../docs/browsers.md"), "utf8");
  const { container } = render(<BrowsersPage />);
  const versions = [...container.querySelectorAll("td")].map((cell) => cell.textContent ?? "");
  expect(versions).toEqual(["111", "119", "16.4"]);
  expect(needs).toContain("Chrome or Edge 111, Firefox 119, Safari 16.4");
  for (const version of versions) expect(guide).toContain(`| ${version} |`);
});
