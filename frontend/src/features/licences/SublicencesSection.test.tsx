import type { LicenceDetails } from "@colophon/sdk/read";
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { zeroAddress } from "viem";
import { expect, it } from "vitest";
import { deedVerdict } from "../../lib/terms.ts";
import { fakeChain } from "../../testing/fakeChain.ts";
import { blockAt, eventAt, ines, maya, noon, presetTerms, termsRecord } from "../../testing/fixtures.ts";
import { renderPage } from "../../testing/renderPage.tsx";
import { SublicencesSection } from "./SublicencesSection.tsx";

const terms = termsRecord({ ...presetTerms("editorial"), sublicensing: 1 });

const licence = {
  id: (5n << 32n) | 1n,
  work: 5n,
  serial: 1,
  holder: maya,
  licensor: ines,
  seats: 3,
  seatsPassedOn: 1,
  start: noon,
  end: noon + 31_536_000,
  terminated: false,
  state: "running",
  decisive: (5n << 32n) | 1n,
  above: [],
  parent: undefined,
  terms,
  renewals: [],
  sale: { at: eventAt(3), buyer: maya, price: 0n, currency: zeroAddress, offer: `0x${"0f".repeat(32)}` },
} as unknown as LicenceDetails;

it("says that the offers cannot be read, instead of reading for ever", async () => {
  const chain = fakeChain({
    eth_getLogs: () => {
      throw Object.assign(new Error("fetch failed"), { code: -32603 });
    },
  });
  renderPage(
    <SublicencesSection
      licence={licence}
      verdict={deedVerdict(terms)}
      holder
      live
      title="The Salt Almanac"
      time={noon}
      block={blockAt(noon)}
    />,
    { chain },
  );
  expect(await screen.findByText("What is on offer below it cannot be read right now")).toBeDefined();
  await userEvent.click(screen.getByRole("button", { name: "Offer a sublicence" }));
  expect(await screen.findByText("The offers cannot be read right now")).toBeDefined();
  expect(screen.queryByText(/^Reading the offers/)).toBeNull();
});
