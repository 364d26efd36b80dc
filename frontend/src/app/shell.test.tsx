import { readFileSync } from "node:fs";
import { join } from "node:path";
import { render } from "@testing-library/react";
import { expect, it } from "vitest";
import { PageSkeleton } from "./RouteView.tsx";
import { routes } from "./routes.tsx";

const html = readFileSync(join(import.meta.dirname, "../../index.html"), "utf8");
const shell = document.createElement("div");
shell.innerHTML = html.slice(html.indexOf('<div id="root">'), html.indexOf("<script"));

it("index.html shows the pages of the navigation before any code runs", () => {
  const links = [...shell.querySelectorAll("nav a")].map((link) => [
    link.getAttribute("href"),
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
