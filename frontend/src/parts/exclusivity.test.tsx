import { forever } from "@colophon/sdk";
import { describe, expect, it } from "vitest";
import { fakeChain } from "../testing/fakeChain.ts";
import { licenceDetails, presetTerms, termsRecord } from "../testing/fixtures.ts";
import { renderPage } from "../testing/renderPage.tsx";
import { ConflictList, ExcludingGrants } from "./exclusivity.tsx";

const terms = termsRecord(presetTerms("buy-out"));
const licence = licenceDetails({ terms, end: forever, endsAt: forever });

describe("what stands in the way", () => {
  it("X10 is told as having no end, and never as a day in the year 36812", () => {
    const { container } = renderPage(
      <>
        <ConflictList conflicts={{ licences: [licence], offers: [] } as never} terms={terms.onchain} />
        <ExcludingGrants grants={[licence]} />
      </>,
      { chain: fakeChain() },
    );
    expect(container.textContent).toMatch(/is sold to .*, for ever\..*without an end/s);
    expect(container.textContent).not.toContain("36812");
  });

  it("X02 says of an exclusive licence what the contracts hold, and of nobody what they may do", () => {
    const { container } = renderPage(<ExcludingGrants grants={[licence]} />, { chain: fakeChain() });
    expect(container.textContent).toContain("the licensor has agreed not to use it so");
    expect(container.textContent).not.toMatch(/may use it so/);
  });
});
