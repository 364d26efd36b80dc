import { describe, expect, it } from "vitest";
import { deploymentFixture, ines, maya, noon, offerRecord, presetTerms, termsRecord } from "../../testing/fixtures.ts";
import { type Acceptance, acceptanceText, chosenRecipient, parseAcceptance } from "./acceptance.ts";

const offer = `0x${"0f".repeat(32)}` as const;
const acceptance: Acceptance = { offer, recipient: maya, seats: 2, deadline: noon, signature: "0x1234" };

const read = (text: string, changes: Partial<Parameters<typeof parseAcceptance>[1]> = {}) => {
  const parsed = parseAcceptance(text, { offer, payer: ines, time: noon, ...changes });
  return parsed.ok ? parsed.acceptance : parsed.error;
};

describe("parseAcceptance", () => {
  it("reads what was handed over", () => {
    expect(read(acceptanceText(acceptance))).toEqual(acceptance);
    expect(read(acceptanceText({ ...acceptance, recipient: maya.toLowerCase() as typeof maya }))).toEqual(acceptance);
  });

  it("refuses what is for another offer, over, or one's own", () => {
    const text = acceptanceText(acceptance);
    expect(read(text, { offer: `0x${"1f".repeat(32)}` })).toContain("another offer");
    expect(read(text, { time: noon + 1 })).toContain("time of this acceptance is over");
    expect(read(text, { payer: maya })).toContain("your own");
  });

  it.each(["", "0x1234", "{", JSON.stringify({ ...acceptance, seats: 0 }), JSON.stringify({ offer })])(
    "W10 refuses %j, with the way out",
    (text) => expect(read(text)).toMatch(/Ask the other person|Paste what/),
  );
});

describe("chosenRecipient", () => {
  const place = { deployment: deploymentFixture, payer: ines, time: noon };
  const nobody = { other: false, text: "", acceptance: "" };
  const plain = offerRecord();
  const withDuties = offerRecord({ record: termsRecord(presetTerms("recording")) });

  it("is the buyer, with duties or without", () => {
    expect(chosenRecipient(plain, nobody, place)).toMatchObject({ duties: false, parsed: undefined });
    expect(chosenRecipient(withDuties, nobody, place)).toMatchObject({ duties: true, parsed: undefined });
  });

  it("is anybody where there are no duties", () => {
    const other = { ...nobody, other: true, text: maya };
    expect(chosenRecipient(plain, other, place)).toMatchObject({ parsed: { ok: true, address: maya } });
  });

  it("is only somebody who signed where there are duties", () => {
    const other = { ...nobody, other: true, text: maya };
    expect(chosenRecipient(withDuties, other, place).parsed).toMatchObject({ ok: false });
    const given = { ...acceptance, offer: withDuties.id };
    expect(chosenRecipient(withDuties, { ...other, acceptance: acceptanceText(given) }, place)).toEqual({
      duties: true,
      acceptance: given,
      parsed: { ok: true, address: maya },
    });
  });
});
