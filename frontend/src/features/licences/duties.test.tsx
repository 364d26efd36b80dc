import type { BreachNotice, LicenceCompliance } from "@colophon/sdk/read";
import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { fakeChain } from "../../testing/fakeChain.ts";
import {
  complianceOf,
  eventAt,
  ines,
  licenceDetails,
  maya,
  noon,
  presetTerms,
  termsRecord,
  tomas,
} from "../../testing/fixtures.ts";
import { renderPage } from "../../testing/renderPage.tsx";
import { BreachSection } from "./BreachSection.tsx";
import { ReportsSection } from "./ReportsSection.tsx";

const day = 86_400;
const recording = presetTerms("recording");
if (recording.conditions === "none") throw new Error("The preset has no duties.");
const arbitrator = { address: tomas, extraData: "0x", silence: 90 * day } as const;
const terms = termsRecord({ ...recording, conditions: { ...recording.conditions, arbitrator } });
const under = (changes: Partial<LicenceCompliance>) =>
  licenceDetails({ terms, compliance: complianceOf(terms, changes) });
const digest = `0x${"ab".repeat(32)}` as const;
const notice = (changes: Partial<BreachNotice> = {}): BreachNotice => ({
  ...{ licensor: ines, evidence: digest, cures: noon + 20 * day, state: "given", until: noon + 200 * day },
  ...{ answers: [], dispute: undefined, withdrawn: undefined, at: eventAt(5) },
  ...changes,
});
const at = { chain: fakeChain(), walletChainId: 31337 };
const section = (licence: ReturnType<typeof under>, changes: { licensor?: boolean; holder?: boolean; time?: number }) =>
  renderPage(
    <BreachSection licence={licence} licensor={false} holder={false} title="Salt" time={noon} {...changes} />,
    at,
  );

describe("a notice of breach", () => {
  const noticed = (changes: Partial<BreachNotice> = {}) =>
    under({ notice: notice(changes), notices: [notice(changes)] });

  it("lets the holder answer it and contest it while there is time, and no longer", () => {
    const page = section(noticed(), { holder: true });
    expect(screen.getByText("20 days left to cure a breach")).toBeDefined();
    expect(screen.getByText("Answer it, for the record")).toBeDefined();
    expect(screen.getByText("Contest it before the arbitrator")).toBeDefined();
    page.unmount();
    section(noticed(), { holder: true, time: noon + 20 * day });
    expect(screen.getByText("Answer it, for the record")).toBeDefined();
    expect(screen.queryByText("Contest it before the arbitrator")).toBeNull();
  });

  it("lets the licensor end the licence only once it was not cured, and not while the arbitrator is to rule", () => {
    const ends = () => screen.queryByText("This ends the licence for good");
    const later = { licensor: true, time: noon + 21 * day };
    for (const [licence, changes, may] of [
      [noticed(), { licensor: true }, false],
      [noticed(), later, true],
      [noticed({ state: "contested" }), later, false],
      [noticed({ state: "upheld" }), later, true],
      [noticed(), { ...later, licensor: false }, false],
    ] as const) {
      const page = section(licence, changes);
      expect(ends() !== null).toBe(may);
      page.unmount();
    }
  });

  it("is over once the licence was given back, whatever stood", () => {
    section({ ...noticed(), ended: "surrendered", end: noon - 1, endsAt: noon - 1 }, { licensor: true });
    expect(screen.queryByText("This ends the licence for good")).toBeNull();
    expect(screen.queryByText(/left to cure/)).toBeNull();
  });

  it("cannot be given where nothing can end the licence", () => {
    renderPage(<BreachSection licence={licenceDetails()} licensor holder={false} title="Salt" time={noon} />, at);
    expect(screen.getByText(/This licence is irrevocable/)).toBeDefined();
    expect(screen.queryByText("Give notice of a breach")).toBeNull();
  });
});

describe("reports and payments", () => {
  const show = (licence: ReturnType<typeof under>, acting = false) =>
    renderPage(<ReportsSection licence={licence} acting={acting} title="Salt" time={noon} />, at);

  it("tell what is missing, what is due and what was paid, and let anybody pay", () => {
    const wei = 10n ** 16n;
    show(
      under({
        due: { debt: 2n * wei, credit: 0n },
        arrears: { periods: 2, minimum: 3n * wei },
        payments: [{ payer: maya, amount: wei, withheld: 0n, certificate: undefined, at: eventAt(6) }],
      }),
    );
    expect(screen.getByText("2 periods are missing")).toBeDefined();
    expect(screen.getByText("Something is due")).toBeDefined();
    expect(screen.getByRole("button", { name: "Pay it" })).toBeDefined();
    expect(screen.getByRole("columnheader", { name: "Withheld as tax" })).toBeDefined();
    expect(screen.queryByText("Correct a report")).toBeNull();
  });

  it("let whoever acts for the holder report a period that is over, and not one that runs", () => {
    const next = { period: 1, start: noon - 90 * day, end: noon, over: true };
    const page = show(under({ next }), true);
    expect(screen.getByLabelText("Revenue")).toBeDefined();
    page.unmount();
    show(under({ next: { ...next, end: noon + 1, over: false } }), true);
    expect(screen.queryByLabelText("Revenue")).toBeNull();
    expect(screen.getByText(/The running period is number 2/)).toBeDefined();
  });

  it("are not guessed while the text that says them is not at hand, or where another contract keeps them", () => {
    const page = show(under({ conditions: undefined, due: undefined, arrears: undefined }), true);
    expect(screen.getByText("Its text is not at hand")).toBeDefined();
    page.unmount();
    show(under({ rules: "other", conditions: undefined }), true);
    expect(screen.getByText("Another contract keeps its duties")).toBeDefined();
  });
});
