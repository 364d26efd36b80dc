import type { HashedFile } from "@colophon/sdk";
import { screen } from "@testing-library/react";
import { numberToHex } from "viem";
import { expect, it } from "vitest";
import { fakeChain } from "../../testing/fakeChain.ts";
import { renderPage } from "../../testing/renderPage.tsx";
import { KnownCheck } from "./KnownCheck.tsx";

it("says of 300 files that nobody has made them findable only after every one was looked up", async () => {
  const files = Array.from({ length: 300 }, (_, at): HashedFile => {
    const digest = numberToHex(at + 1, { size: 32 });
    return { path: `${at}.jpg`, size: at, sha256: digest, blake3: digest };
  });
  const asked = new Set<string>();
  const chain = fakeChain({
    eth_getLogs: ([filter]) => {
      for (const topic of (filter as { topics?: unknown[] }).topics ?? []) {
        for (const digest of [topic].flat()) asked.add(String(digest));
      }
      return [];
    },
  });
  renderPage(<KnownCheck files={files} />, { chain });
  expect(await screen.findByText("Nobody has made these files findable")).toBeDefined();
  // The first is empty: there is nothing to look for.
  expect(files.filter(({ sha256 }) => !asked.has(sha256)).map(({ path }) => path)).toEqual(["0.jpg"]);
  expect(screen.queryByText(/not looked up|others were not/)).toBeNull();
});
