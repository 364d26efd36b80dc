import { canonicalJson, zipOf } from "@colophon/sdk";
import type { Bundle } from "@colophon/sdk/evidence";
import { fireEvent, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import published from "../../../../sdk/vectors/bundle.json" with { type: "json" };
import { fakeChain } from "../../testing/fakeChain.ts";
import { renderPage } from "../../testing/renderPage.tsx";
import { BundlesAnswer } from "./BundlesAnswer.tsx";
import { VerifyPage } from "./VerifyPage.tsx";

const bundle = (Object.values(published.bundles) as unknown[]).find(
  (each) => (each as Partial<Bundle>).stamp?.manifest !== undefined,
) as Bundle;
const text = canonicalJson(bundle);
const named = (name: string, content: string) => ({ path: name, file: new File([content], name) });

it("answers every bundle, counts the verdicts, and shows what is wrong first", async () => {
  const bundles = [...Array.from({ length: 30 }, (_, i) => named(`${i}.json`, text)), named("broken.json", "{")];
  renderPage(<BundlesAnswer bundles={bundles} files={undefined} reading={false} />, { chain: fakeChain() });
  expect(await screen.findByRole("heading", { name: "31 bundles" })).toBeDefined();
  expect(screen.getByText("Cannot know: 31")).toBeDefined();
  expect(screen.getAllByText("broken.json")).toHaveLength(1);
  // One block is trusted once for all of them.
  expect(screen.getAllByText("The block that you trust")).toHaveLength(1);
  const hashes = bundle.blocks.map(({ hash }) => hash).join("\n");
  fireEvent.change(screen.getByRole("textbox", { name: /Block hashes/ }), { target: { value: hashes } });
  fireEvent.click(screen.getByRole("checkbox", { name: /what was recorded alone/ }));
  fireEvent.click(await screen.findByRole("button", { name: "Check with these hashes" }));
  expect(await screen.findByText("Proved: 30")).toBeDefined();
});

it("opens the archive that this site made, and answers each bundle of it", async () => {
  const zip = zipOf([0, 1, 2].map((i) => ({ name: `${i}.jpg.colophon-bundle.json`, content: text })));
  renderPage(<VerifyPage />, { chain: fakeChain() });
  const input = document.querySelector<HTMLInputElement>("input[type=file]:not([webkitdirectory])");
  if (!input) throw new Error("There is no place for files.");
  fireEvent.change(input, { target: { files: [new File([zip], "bundles-1.colophon.zip")] } });
  expect(await screen.findByRole("heading", { name: "3 bundles" })).toBeDefined();
  expect(screen.queryByText(/No registered work has made/)).toBeNull();
});
