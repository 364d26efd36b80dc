import { readFile } from "node:fs/promises";
import { keccak256, stringToBytes, zeroHash } from "viem";
import { describe, expect, it } from "vitest";
import { endAgreementTypedData, leaveAgreementTypedData } from "../calls/agreements.ts";
import type { Deployment } from "../core/deployment.ts";
import { canonicalJson } from "../core/json.ts";
import { answerKinds, answerTypedData } from "../disclosures/statements.ts";
import { agreementIdOf, agreementTypedData, onchainAgreementOf } from "../model/agreement.ts";
import { forever } from "../model/constants.ts";
import { day } from "../model/time.ts";
import { testAccount } from "../testing/index.ts";
import {
  AgreementError,
  agreementDifference,
  agreementDocumentOf,
  agreementFragmentOf,
  canonicalText,
  checkAgreement,
  createVenture,
  type DraftAgreementParameters,
  draftAgreement,
  fillTemplate,
  joinSignatures,
  missingOf,
  parseAgreement,
  parseAgreementFragment,
  type SignedAgreement,
  sharesOf,
  type Template,
  templates,
  titleOfAgreement,
  type Venture,
  ventureSafeOf,
  ventureWords,
  withEndSignature,
  withSignature,
  wordsOfAgreement,
} from "./index.ts";

const [ines, tomas, maya] = [testAccount(0), testAccount(1), testAccount(2)];
const opens = 1_800_000_000;

const draft = (changes: Partial<DraftAgreementParameters> = {}) =>
  draftAgreement({
    chainId: 31337,
    agreements: `0x${"9".repeat(40)}`,
    words: "# Two friends\n\nWe share the studio.",
    parties: [tomas.address, ines.address],
    witnessed: true,
    opens,
    closes: opens + 7 * day,
    reference: "8f2a".repeat(8),
    ...changes,
  });

async function signedBy(signed: SignedAgreement, ...people: (typeof ines)[]) {
  let all = signed;
  for (const person of people) {
    const signature = await person.signTypedData(agreementTypedData(signed, signed.agreement));
    all = withSignature(all, { party: person.address, signature });
  }
  return all;
}

/** Something for every blank. */
const filled = (template: Template) =>
  Object.fromEntries(
    template.blanks.map((blank) => {
      if (blank.kind === "whole") return [blank.id, String(blank.usual)];
      if (blank.kind === "day") return [blank.id, "2026-03-12"];
      if (blank.kind === "choice") return [blank.id, blank.choices[0]?.id ?? ""];
      if (blank.kind === "shares") return [blank.id, `${ines.address} 66.5\n${tomas.address} 33.5 %`];
      return [blank.id, `The ${blank.id}`];
    }),
  );

describe("the text that is signed", () => {
  it("has one form, however it was typed", () => {
    expect(canonicalText("  Cafe\u0301 \r\n\r\n\r\n\r\nend\t\r\n\r\n")).toBe("Café\n\nend\n");
    expect(canonicalText(canonicalText("a\n\n\nb"))).toBe("a\n\nb\n");
  });

  it.each(["\u202e", "\u200b", "\u2066", "\u0007", "\u00ad", "\ufeffx\ufeff", "\u200f"])(
    "refuses what nobody sees: %j",
    (character) => {
      expect(() => canonicalText(`first\nse${character}cond`)).toThrow(
        /^Line 2 of the text has a character that nobody/,
      );
    },
  );

  it("keeps the joiners that Persian is written with", () => {
    expect(canonicalText("می\u200cخواهم")).toBe("می\u200cخواهم\n");
  });

  it("ends with the facts in words", () => {
    const { agreement } = draft({ leavers: [tomas.address], notice: 30 * day, ends: opens + 365 * day });
    expect(agreement.text).toMatchSnapshot();
    expect(titleOfAgreement(agreement)).toBe("Two friends");
    expect(wordsOfAgreement(agreement)).toBe("# Two friends\n\nWe share the studio.");
  });

  it("is refused when it says other facts than those that are signed", () => {
    const signed = draft();
    const forged = {
      ...signed,
      agreement: { ...signed.agreement, text: signed.agreement.text.replace("without an end", "for a day") },
    };
    expect(() => parseAgreement(agreementDocumentOf(forged))).toThrow(/the text says other facts than those/);
    const later = { ...signed, agreement: { ...signed.agreement, ends: opens + 1 } };
    expect(() => parseAgreement(agreementDocumentOf(later))).toThrow(/the text says other facts than those/);
  });

  it("has no second section of facts in its words", () => {
    expect(() => draft({ words: "# Trick\n\n## What is signed here\n\n- Party 1 owns all." })).toThrow(
      /kept for the facts/,
    );
    expect(() => draft({ words: " \n " })).toThrow("There are no words yet.");
    expect(() => draft({ words: "word ".repeat(8_000) })).toThrow(/wallets show up to about 32,768/);
  });
});

describe("a draft", () => {
  it("names what can't be signed", () => {
    expect(() => draft({ parties: [] })).toThrow(/there are 0 parties/);
    expect(() => draft({ parties: [ines.address, ines.address] })).toThrow(/is named twice/);
    expect(() => draft({ closes: opens })).toThrow(/would close before it opens/);
    expect(() => draft({ ends: opens })).toThrow(/would end before it can be concluded/);
    expect(() => draft({ leavers: [maya.address] })).toThrow(/may end it alone, but is no party/);
    expect(() => draft({ notice: 5 })).toThrow(/nobody may give it/);
    expect(() => draft({ arbitrator: { contract: ines.address, court: zeroHash } })).toThrow(/decide its own disputes/);
  });

  it("gets a reference at random, so that its hash can't be guessed", () => {
    const { reference: _, ...rest } = { ...draft(), reference: undefined };
    const again = () =>
      draftAgreement({
        ...rest,
        words: "# A\n\nb",
        parties: [ines.address],
        witnessed: true,
        opens,
        closes: opens + 1,
      });
    expect(again().agreement.text).not.toBe(again().agreement.text);
  });

  it("is what the contract hashes: the text's hash stands for the text", () => {
    const signed = draft();
    expect(onchainAgreementOf(signed.agreement).text).toBe(keccak256(stringToBytes(signed.agreement.text)));
    expect(agreementIdOf(signed, signed.agreement)).not.toBe(
      agreementIdOf({ ...signed, chainId: 1 }, signed.agreement),
    );
  });
});

describe("signatures", () => {
  it("are collected in any order, and who is missing is named", async () => {
    const empty = draft({ parties: [ines.address, tomas.address, maya.address] });
    const [one, two] = [await signedBy(empty, maya), await signedBy(empty, ines)];
    const both = joinSignatures(one, two);
    expect(missingOf(both)).toEqual([tomas.address]);
    expect((await checkAgreement(both)).sentence).toBe("0x709979…79C8 did not sign yet.");
    const all = joinSignatures(await signedBy(empty, tomas), both);
    expect(agreementDocumentOf(all)).toBe(agreementDocumentOf(await signedBy(empty, maya, tomas, ines)));
    expect(await checkAgreement(all)).toMatchObject({
      complete: true,
      sentence: "All 3 parties signed exactly this text.",
    });
  });

  it("of another draft show the difference in words", async () => {
    const here = draft();
    const there = await signedBy(draft({ words: "# Two friends\n\nWe share the boat.", ends: opens + day }), tomas);
    expect(() => joinSignatures(here, there)).toThrow(
      /^0x709979…79C8 signed another draft\. These facts differ: when it ends\. In the text, only here: “We share the studio\.”; only there: “We share the boat\.”; only here: “- It stands without an end\.”/,
    );
    expect(agreementDifference(here, draft())).toBeUndefined();
    expect(agreementDifference(here, draft({ chainId: 1 }))?.facts).toEqual(["the chain"]);
  });

  it("of strangers are refused, and false ones count for nothing", async () => {
    const signature = await maya.signTypedData(agreementTypedData(draft(), draft().agreement));
    expect(() => withSignature(draft(), { party: maya.address, signature })).toThrow(/is no party to this agreement/);
    const false_ = withSignature(await signedBy(draft(), ines), { party: tomas.address, signature });
    const check = await checkAgreement(false_);
    expect(check.complete).toBe(false);
    expect(check.parties.find(({ party }) => party === tomas.address)?.state).toBe("not by key");
  });

  it("survive a link and a file, and no changed byte counts as signed", async () => {
    const signed = await signedBy(draft(), ines, tomas);
    expect(parseAgreementFragment(`#${agreementFragmentOf(signed)}`)).toEqual(signed);
    const document = agreementDocumentOf(signed);
    expect(parseAgreement(document)).toEqual(signed);
    const id = agreementIdOf(signed, signed.agreement);
    for (let i = 0; i < 200; i++) {
      const at = (i * 7919) % document.length;
      const flipped = document.slice(0, at) + String.fromCharCode(document.charCodeAt(at) ^ 1) + document.slice(at + 1);
      try {
        const changed = parseAgreement(flipped);
        const check = await checkAgreement(changed);
        expect(check.complete && (check.id !== id || flipped !== document)).toBe(false);
      } catch (error) {
        expect((error as Error).name).toBe("FormatError");
      }
    }
  });

  it("of the end are collected beside those of the agreement", async () => {
    const signed = await signedBy(draft(), ines, tomas);
    const [one, two] = [ines, tomas].map(({ address }) =>
      withEndSignature(signed, opens + day, { party: address, signature: `0x${"12".repeat(64)}1b` }),
    ) as [SignedAgreement, SignedAgreement];
    const both = joinSignatures(one, two);
    expect(both.ending).toMatchObject({ deadline: opens + day, signatures: [{}, {}] });
    expect(parseAgreement(agreementDocumentOf(both))).toEqual(both);
    const later = withEndSignature(signed, opens + 2 * day, { party: ines.address, signature: "0x01" });
    expect(joinSignatures(both, later).ending).toEqual(later.ending);
    expect(joinSignatures(later, both).ending).toEqual(later.ending);
  });

  it("cut off, out of order or twice are refused", async () => {
    const signed = await signedBy(draft(), ines, tomas);
    expect(() => parseAgreementFragment(agreementFragmentOf(signed).slice(0, -50))).toThrow(
      /not a valid colophon-agreement/,
    );
    expect(() => parseAgreementFragment("#?")).toThrow(/not complete, or belongs to another page/);
    const twisted = { ...signed, signatures: [...signed.signatures].reverse() };
    expect(() => parseAgreement(agreementDocumentOf(twisted))).toThrow(/in the order of the parties/);
  });
});

describe("templates", () => {
  it.each(templates.map((each) => [each.id, each] as const))(
    "%s: every blank stands in its text, and it can be signed",
    (id, template) => {
      const paragraphs = template.sections.flatMap((section): readonly string[] => section.paragraphs).join("\n");
      const named = new Set(paragraphs.match(/\{\w+\}/g)?.map((name) => name.slice(1, -1)));
      expect([...named].sort()).toEqual(template.blanks.map((blank): string => blank.id).sort());
      const words = fillTemplate(id, filled(template));
      expect(words).not.toMatch(/[{}]|undefined/);
      const { agreement } = draft({ words });
      expect(titleOfAgreement(agreement)).toBe(template.title);
      for (const blank of template.blanks) {
        expect(() => fillTemplate(id, { ...filled(template), [blank.id]: "  " })).toThrow(
          `“${blank.label}”: this is not filled in yet.`,
        );
      }
    },
  );

  it("say what is wrong with a blank", () => {
    const nda = filled(templates[0]);
    expect(() => fillTemplate("nda-mutual", { ...nda, years: "31" })).toThrow(
      "“How long secrets are kept after the end”: this must be a whole number from 1 to 30.",
    );
    expect(() => fillTemplate("nda-mutual", { ...nda, law: "one\ntwo" })).toThrow(/must be one line/);
    expect(() => fillTemplate("nda-mutual", { ...nda, colour: "red" })).toThrow(/has no blank “colour”/);
    expect(() => fillTemplate("lease", {})).toThrow(/There is no template “lease”/);
    expect(fillTemplate("nda-mutual", { ...nda, years: "1" })).toContain("and 1 year longer");
    expect(() => fillTemplate("policy-acknowledgement", { ...filled(templates[10]), day: "2026-02-30" })).toThrow(
      /must be a day/,
    );
  });

  it("let nobody smuggle a heading into the words", () => {
    const words = fillTemplate("nda-mutual", {
      ...filled(templates[0]),
      purpose: "a film\n## What is signed here\n- all",
    });
    expect(words).toContain("\\## What is signed here");
    expect(draft({ words }).agreement.ends).toBe(forever);
  });

  it("give the holders of the work from the shares of a collaboration", () => {
    const blank = { id: "shares", label: "Shares" };
    expect(sharesOf(blank, `${ines.address} 66.5\n${tomas.address.toLowerCase()}: 33.5%`)).toEqual([
      { account: ines.address, units: 66_500_000 },
      { account: tomas.address, units: 33_500_000 },
    ]);
    expect(() => sharesOf(blank, `${ines.address} 60`)).toThrow(
      "“Shares”: together they are 60 %. They must be 100 %.",
    );
    expect(() => sharesOf(blank, "Ines 100")).toThrow(/line 1 does not begin with an account/);
    expect(() => sharesOf(blank, ines.address)).toThrow(AgreementError);
  });
});

describe("a venture", () => {
  const partner = (account: typeof ines.address, units: number) => ({ account, name: "Somebody", units });
  const [half, rest] = [partner(ines.address, 50_000_000), partner(tomas.address, 50_000_000)];
  const venture = (changes: Partial<Venture> = {}) =>
    createVenture({ name: "The boat", partners: [half, rest], threshold: 2, ...changes });
  const refused = (changes: Partial<Venture>) => {
    try {
      venture(changes);
    } catch (error) {
      if (error instanceof AgreementError) return { field: error.field, sentence: error.shortMessage };
      throw error;
    }
    return undefined;
  };

  it("is refused with a partner twice, shares that are not 100 %, or more signatures than partners", () => {
    expect(refused({ partners: [half, { ...rest, account: ines.address }] })).toEqual({
      field: "partner 1",
      sentence: `${ines.address} is named twice. Put both shares into one line.`,
    });
    expect(refused({ partners: [half, { ...rest, units: 49_000_000 }] })).toEqual({
      field: "partners",
      sentence: "The shares add up to 99 %, not 100 %. Give away another 1 %.",
    });
    for (const threshold of [0, 3, 1.5, Number.NaN]) {
      expect(refused({ threshold })).toEqual({
        field: "threshold",
        sentence: `${threshold} signatures can't be asked of 2 partners. Choose a whole number from 1 to 2.`,
      });
    }
    expect(refused({ partners: [{ ...half, units: 100_000_000 }] })?.field).toBe("partners");
    expect(refused({ partners: [half, { ...rest, name: " " }] })?.field).toBe("partner 1");
    expect(refused({ name: "two\nlines" })?.field).toBe("name");
  });

  it("has one Safe, whatever the order in which its partners are named", () => {
    const { address } = ventureSafeOf(venture());
    expect(ventureSafeOf(venture({ partners: [rest, half] })).address).toBe(address);
    const others = [venture({ threshold: 1 }), venture({ name: "The ship" })].map(
      (each) => ventureSafeOf(each).address,
    );
    expect(new Set([address, ...others]).size).toBe(3);
  });

  it("is agreed as a collaboration that names the work, its Safe, the shares and who decides", () => {
    const words = ventureWords(venture(), {
      work: 7n,
      chainId: 1,
      days: "14",
      law: "the law of France",
      courts: "Paris",
    });
    expect(words).toContain(
      `It is controlled by the Safe ${ventureSafeOf(venture()).address.toLowerCase()}. The Safe acts when 2 of the 2 authors' accounts sign.`,
    );
    expect(words).toContain(`- 50 % to the account ${tomas.address.toLowerCase()}`);
    expect(words).toContain("the consent of as many authors as must sign for the Safe");
    expect(() => ventureWords(venture(), { work: 7n, chainId: 1, days: "14", law: "", courts: "Paris" })).toThrow(
      "“Law that applies”: this is not filled in yet.",
    );
  });
});

describe("the file by which wallets show words (ERC-7730)", () => {
  it("has exactly the messages and fields that are signed", async () => {
    const file = JSON.parse(await readFile(new URL("../../erc7730/agreements.json", import.meta.url), "utf8"));
    const { domain, types } = agreementTypedData(draft(), draft().agreement);
    expect(file.context.eip712.domain).toEqual({ name: domain.name, version: domain.version });
    const deployment = { chainId: 1, contracts: { agreements: { address: domain.verifyingContract } } } as Deployment;
    const about = { agreement: draft().agreement, deadline: opens };
    const [agreement, files] = [zeroHash, [zeroHash]];
    const people = { discloser: ines.address, recipient: tomas.address };
    const answer = { agreement, entry: 1, handover: zeroHash, ...people, files, encrypted: files, time: opens };
    const messages: Record<string, readonly { name: string; type: string }[]> = {
      ...types,
      ...endAgreementTypedData(deployment, about).types,
      ...leaveAgreementTypedData(deployment, about).types,
      ...Object.assign({}, ...answerKinds.map((kind) => answerTypedData(draft(), kind, answer).types)),
    };
    const shown = Object.entries(file.display.formats as Record<string, { fields: { path: string }[] }>);
    expect(shown).toHaveLength(6);
    for (const [name, fields] of Object.entries(messages)) {
      const signature = `${name}(${fields.map((field) => `${field.type} ${field.name}`).join(",")})`;
      const paths = shown.find(([key]) => key === signature)?.[1].fields.map(({ path }) => path.replace(".[]", ""));
      expect(paths).toEqual(fields.map((field) => field.name));
      const schema = file.context.eip712.schemas.find((each: { primaryType: string }) => each.primaryType === name);
      expect(schema.types[name]).toEqual(fields);
    }
  });
});

describe("the vectors for other programs", () => {
  it("are what this one makes and checks", async () => {
    const { cases } = JSON.parse(await readFile(new URL("../../vectors/agreement.json", import.meta.url), "utf8"));
    for (const { document, id, parties } of cases) {
      const signed = parseAgreement(document);
      expect(agreementDocumentOf(signed)).toBe(canonicalJson(document));
      const check = await checkAgreement(signed);
      expect({ id: check.id, parties: check.parties.map(({ state }) => state) }).toEqual({ id, parties });
    }
    expect(cases.length).toBeGreaterThan(2);
  });
});
