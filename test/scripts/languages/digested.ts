/**
 * Everything that is hashed, signed or read by programs, made once: languages.test.ts loads this in the language of the
 * source and again as the site is built in others, and holds one against the other.
 */
import { canonicalJson, createManifest, createMetadata, grouped } from "@colophon/sdk";
import { agreementTypedData, draftAgreement, fillTemplate, templates } from "@colophon/sdk/agreements";
import { standardDeed } from "@colophon/sdk/assignments";
import { deedOf, glossary, odrlOf, onchainTermsOf, presets, scheduleOf, uses } from "@colophon/sdk/terms";
import { makeBundle } from "@colophon/sdk/testing";
import { type Hex, hashTypedData, sha256, stringToBytes } from "viem";
import { agreementsIn } from "../../../sdk/src/testing/agreements.ts";

const digest = (text: string) => sha256(stringToBytes(text));
const address = (digit: string): Hex => `0x${digit.repeat(40)}`;
const rules = { contracts: { compliance: { address: address("7") } } };
const json = (value: unknown) =>
  JSON.stringify(value, (_, each: unknown) => (typeof each === "bigint" ? String(each) : each));

/** Texts of licences in both languages of such texts, with their annexes, their facts and their ODRL. */
function licences(): [string, string][] {
  const dollar = { address: address("6"), symbol: "USDX", decimals: 6 } as const;
  const sold = agreementsIn(dollar).map(({ id, terms, schedule }) => ({ id, terms, schedule }));
  const all = [...sold, ...presets.map(({ id, terms }) => ({ id: `preset ${id}`, terms, schedule: "none" as const }))];
  return all.flatMap(({ id, terms, schedule }) =>
    (["en", "de"] as const).flatMap((language): [string, string][] => {
      const worded = { ...terms, wording: { ...terms.wording, language } };
      return [
        [`${id}, ${language}, text`, deedOf(worded).text],
        [`${id}, ${language}, on chain`, json(onchainTermsOf(worded, rules))],
        [`${id}, ${language}, ODRL`, json(odrlOf(worded, rules))],
        ...(schedule === "none" ? [] : [[`${id}, ${language}, facts`, json(scheduleOf(schedule))] as [string, string]]),
      ];
    }),
  );
}

/** Agreements from every template, as they are signed. */
function agreements(): [string, string][] {
  return templates.map(({ id, blanks }) => {
    const filled = Object.fromEntries(
      blanks.map((blank) => {
        if (blank.kind === "whole") return [blank.id, String(blank.usual)];
        if (blank.kind === "day") return [blank.id, "2026-03-12"];
        if (blank.kind === "choice") return [blank.id, blank.choices[0]?.id ?? ""];
        if (blank.kind === "shares") return [blank.id, `${address("1")} 66.5\n${address("2")} 33.5 %`];
        return [blank.id, `The ${blank.id}`];
      }),
    );
    const signed = draftAgreement({
      chainId: 31337,
      agreements: address("9"),
      words: fillTemplate(id, filled),
      parties: [address("1"), address("2")],
      witnessed: true,
      opens: 1_800_000_000,
      closes: 1_800_604_800,
      reference: "8f2a".repeat(8),
    });
    return [`agreement ${id}`, signed.agreement.text + hashTypedData(agreementTypedData(signed, signed.agreement))];
  });
}

function documents(): [string, string][] {
  const file = { path: "tides/poem.txt", size: 1_234_567, type: "text/plain" };
  const digests = { sha256: digest("poem"), blake3: digest("meop"), salt: digest("salt") };
  const metadata = createMetadata({
    name: "Tide Tables",
    description: "A year of tides.",
    category: "literary",
    language: "en",
    credits: [{ name: "Ines Okafor", role: "author" }],
  });
  return [
    ["manifest", canonicalJson(createManifest({ files: [{ ...file, ...digests }] }))],
    ["description of a work", metadata.document],
    ["bundle", canonicalJson(makeBundle({}).bundle)],
    ["deed of a sale", standardDeed({ control: true, units: 250_000 })],
  ];
}

/** What is hashed or signed, by what it is: digests that must be the same in every language of the site. */
export function digested(): Record<string, Hex> {
  return Object.fromEntries(
    [...licences(), ...agreements(), ...documents()].map(([name, text]) => [name, digest(text)]),
  );
}

/** Words for people from the same modules, which are not the same. */
export const spoken = (): string[] => [uses[0].label, glossary[0].meaning, presets[0].label, grouped(1_234_567)];
