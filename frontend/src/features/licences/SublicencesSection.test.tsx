import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { deedVerdict } from "../../lib/terms.ts";
import { fakeChain } from "../../testing/fakeChain.ts";
import { blockAt, licenceDetails, noon, presetTerms, termsRecord } from "../../testing/fixtures.ts";
import { renderPage } from "../../testing/renderPage.tsx";
import { SublicencesSection } from "./SublicencesSection.tsx";

const terms = termsRecord({ ...presetTerms("editorial"), sublicensing: 1 });

const licence = licenceDetails({ terms, seatsPassedOn: 1 });

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
