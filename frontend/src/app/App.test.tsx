import { screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { fakeChain } from "../testing/fakeChain.ts";
import { renderPage } from "../testing/renderPage.tsx";
import { App } from "./App.tsx";

const broken = vi.hoisted(() => ({ part: "" }));

/** Stands for a part of the site, which may be broken. */
function breaking(part: string) {
  return () => {
    if (broken.part === part) throw new Error(`The ${part} is broken.`);
    return <p>The {part}</p>;
  };
}

vi.mock("./Header.tsx", () => ({ Header: breaking("header") }));
vi.mock("../ui/toasts.tsx", async (original) => ({ ...(await original<object>()), Toaster: breaking("toaster") }));
vi.mock("./RouteView.tsx", () => ({ RouteView: breaking("page") }));

it.each([
  ["header", ["The page", "The toaster"]],
  ["toaster", ["The header", "The page"]],
])("a fault in the %s leaves the rest of the site on the screen, and says so", async (part, left) => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  broken.part = part;
  renderPage(<App />, { chain: fakeChain() });
  for (const words of left) expect(await screen.findByText(words)).toBeDefined();
  expect(screen.getByRole("alert").textContent).toMatch(/part of the page/);
});
