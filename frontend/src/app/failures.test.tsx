import { act, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { ConfigContext } from "../config/config.ts";
import { clock } from "../lib/clock.ts";
import { configFixture } from "../testing/fixtures.ts";
import { DeviceNotices } from "./DeviceNotices.tsx";
import { ErrorBoundary } from "./failures.tsx";

beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => {});
});

afterEach(() => vi.unstubAllGlobals());

function Broken({ error = new Error("the node is gone") }: { error?: unknown }): never {
  throw error;
}

it("a part that fails says so, and the parts beside it stay", () => {
  render(
    <>
      <ErrorBoundary part="part of the page">
        <Broken />
      </ErrorBoundary>
      <p>The page itself</p>
    </>,
  );
  const notice = screen.getByRole("alert").textContent;
  expect(notice).toContain("Something unexpected happened on this part of the page");
  expect(notice).toContain("the node is gone");
  expect(screen.getByText("The page itself")).toBeTruthy();
});

it("even something thrown that says nothing is caught and said", () => {
  render(
    <ErrorBoundary>
      <Broken error={undefined} />
    </ErrorBoundary>,
  );
  expect(screen.getByRole("alert")).toBeTruthy();
});

it.each([
  "Failed to fetch dynamically imported module: https://site/x.js",
  "error loading dynamically imported module",
  "Importing a module script failed.",
])("code that did not come is called so: %s", (message) => {
  render(
    <ErrorBoundary part="dialog">
      <Broken error={new TypeError(message)} />
    </ErrorBoundary>,
  );
  expect(screen.getByRole("alert").textContent).toContain("This dialog could not be loaded");
});

it("a dialog that fails can be closed", () => {
  const close = vi.fn();
  render(
    <ErrorBoundary part="dialog" onDismiss={close}>
      <Broken />
    </ErrorBoundary>,
  );
  act(() => screen.getByRole("button", { name: "Close" }).click());
  expect(close).toHaveBeenCalledOnce();
});

it("what the whole site stands on leaves a page that says so", () => {
  render(
    <ErrorBoundary whole>
      <Broken />
    </ErrorBoundary>,
  );
  expect(screen.getByRole("heading", { name: "This site cannot start" })).toBeTruthy();
  expect(screen.getByRole("button", { name: "Try again" })).toBeTruthy();
});

const notices = (kept?: number) => (
  <ConfigContext value={{ ...configFixture, kept }}>
    <DeviceNotices />
  </ConfigContext>
);

it("settings that were kept are said to be, with their time, and what still works without a network", async () => {
  const { container, rerender } = render(notices(Date.UTC(2026, 2, 12, 14, 5) / 1000));
  await waitFor(() => expect(container.textContent).toContain("You are offline, or this site does not answer"));
  expect(container.textContent).toContain("12 March 2026, 14:05");
  expect(container.textContent).toContain("Sign nothing until the site answers again");
  rerender(notices());
  await waitFor(() => expect(container.textContent).toBe(""));
});

it("a clock that is two years ahead is said, and that the network's time is used", async () => {
  const { container } = render(notices());
  expect(container.textContent).toBe("");
  const now = Math.floor(Date.now() / 1000) - 730 * 86_400;
  act(() => {
    clock.noteHead(1, { number: 1n, time: now - 12 });
    clock.noteHead(1, { number: 2n, time: now });
  });
  await waitFor(() =>
    expect(container.textContent).toContain("This device's clock is 730 days ahead of the network's."),
  );
  act(() => clock.noteHead(1, { number: 3n, time: Math.floor(Date.now() / 1000) }));
  await waitFor(() => expect(container.textContent).toBe(""));
});

it("a page that came over plain http says what that means", async () => {
  vi.stubGlobal("isSecureContext", false);
  const { container } = render(notices());
  await waitFor(() => expect(container.textContent).toContain("This page came without https"));
});
