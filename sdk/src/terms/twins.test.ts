import { getAddress } from "viem";
import { describe, expect, it } from "vitest";
import { TermsError } from "../model/errors.ts";
import { ether } from "./conditions.ts";
import { termsOfOdrl } from "./odrlTerms.ts";
import { presets } from "./presets.ts";
import { baseTerms, normalTerms, type Terms } from "./terms.ts";
import { type Offering, type Publication, siteTwinsOf, type Twin, twinsOf } from "./twins.ts";

const rules = { contracts: { compliance: { address: getAddress(`0x${"77".repeat(20)}`) } } };
const editorial = presets.find(({ id }) => id === "editorial")?.terms as Terms;
const training = presets.find(({ id }) => id === "ai-training")?.terms as Terms;
const offer = (terms: Terms, price = 5n * 10n ** 17n): Offering => ({
  ...{ terms, price, currency: ether },
  url: `https://app.example/offer/${terms.uses.length}`,
});
const publication: Publication = {
  ...{ title: "Tides & <Storms>", creators: ["Ines “I.” Alt", "Tomas Bell"], credit: undefined },
  ...{ page: "https://app.example/work/0x1", site: "https://ines.example/", paths: ["/songs/"] },
  offers: [offer(editorial), offer(training)],
};
const twins = (change: Partial<Publication> = {}) => twinsOf({ ...publication, ...change }, rules);
const textOf = (id: Twin["id"], all = twins()) => all.find((twin) => twin.id === id)?.text ?? "";
const json = (id: Twin["id"], all = twins()) => JSON.parse(textOf(id, all));

/** Whether tags open and close in order, with nothing but references where a reader would see markup. */
function isWellFormed(xml: string): boolean {
  const open: string[] = [];
  for (const [, close, name = "", self] of xml
    .replace(/<\?.*?\?>/g, "")
    .matchAll(/<(\/?)([\w:-]+)(?:\s+[\w:-]+="[^"<]*")*\s*(\/?)>/g)) {
    if (self) continue;
    if (close && open.pop() !== name) return false;
    if (!close) open.push(name);
  }
  const rest = xml.replace(/<\?.*?\?>/g, "").replace(/<\/?[\w:-]+(?:\s+[\w:-]+="[^"<]*")*\s*\/?>/g, "");
  return open.length === 0 && !/[<>]|&(?!#\d+;)/.test(rest);
}

describe("twins", () => {
  it("are the same bytes from the same facts", () => {
    expect(twins()).toEqual(twins());
    expect(twins().map(({ text }) => text)).toEqual(twins({ offers: [...publication.offers] }).map(({ text }) => text));
  });

  it("each say what they cannot say, in sentences", () => {
    for (const { id, cannotSay } of twins()) {
      expect([id, cannotSay.length > 0]).toEqual([id, true]);
      for (const sentence of cannotSay) expect(sentence).toMatch(/^[A-Z].+\.$/);
    }
    // Nothing is said to be missing that the terms do not have.
    const plain = twins({ offers: [offer({ ...baseTerms, uses: ["keep"], purposes: ["private"] })] });
    expect(plain.find(({ id }) => id === "llms")?.cannotSay.join()).not.toContain("breach");
  });

  it("carry the whole of the terms where the format can", () => {
    const [first, second] = json("odrl");
    expect(termsOfOdrl(first)).toEqual(normalTerms(editorial));
    expect(termsOfOdrl(second)).toEqual(normalTerms(training));
  });

  it("schema.org: where the texts are, where a licence is had, and whom to name", () => {
    expect(json("schema.org")).toMatchObject({
      "@type": "CreativeWork",
      name: "Tides & <Storms>",
      creditText: "Ines “I.” Alt and Tomas Bell: Tides & <Storms>",
      acquireLicensePage: "https://app.example/work/0x1",
      usageInfo: "https://ines.example/odrl.json",
    });
    expect(json("schema.org").license).toHaveLength(2);
    expect(json("schema.org", twins({ offers: [offer(editorial)] })).acquireLicensePage).toBe(offer(editorial).url);
    expect(json("schema.org", twins({ offers: [] })).license).toBeUndefined();
  });

  it("RSL 1.0: what machines may take a licence for, and the line that finds it", () => {
    const xml = textOf("rsl");
    expect(isWellFormed(xml)).toBe(true);
    expect(xml).toContain('<rsl xmlns="https://rslstandard.org/rsl">');
    expect(xml).toContain('<content url="/songs/">');
    expect(xml).toContain('<permits type="usage">ai-train</permits>');
    expect(xml).toContain('<payment type="purchase">');
    // The offer for people is none for machines.
    expect(xml.match(/<license>/g)).toHaveLength(1);
    expect(textOf("robots")).toBe("License: https://ines.example/license.xml\n");
    expect(textOf("rsl", twins({ offers: [offer(editorial)] }))).toContain(
      '<prohibits type="usage">ai-all</prohibits>',
    );
    const german = { ...training, territories: ["AT", "DE"] } as const;
    expect(textOf("rsl", twins({ offers: [offer(german)] }))).toContain('<permits type="geo">AT DE</permits>');
  });

  it("TDMRep: mining is reserved on the paths of the work, with the policy", () => {
    const policy = "https://ines.example/odrl.json";
    expect(json("tdmrep")).toEqual([{ location: "/songs/", "tdm-reservation": 1, "tdm-policy": policy }]);
    expect(textOf("tdm-headers")).toContain(`tdm-reservation: 1\ntdm-policy: ${policy}\n`);
    expect(textOf("tdm-meta")).toContain('<meta name="tdm-reservation" content="1">');
  });

  it("CAWG 1.1: allowed under an offer only, or not at all", () => {
    const entries = (offers: readonly Offering[]) => json("cawg", twins({ offers })).data.entries;
    const under = { use: "constrained", constraints_info: `Licensed at ${offer(training).url}` };
    expect(entries([offer(training)])).toEqual({
      "cawg.data_mining": under,
      "cawg.ai_inference": { use: "notAllowed" },
      "cawg.ai_training": under,
      "cawg.ai_generative_training": under,
    });
    const mining = { ...baseTerms, uses: ["mine"], purposes: ["research"] } as const;
    // Mining lets models be trained that generate nothing, and no others.
    expect(entries([offer(mining)])["cawg.ai_training"].use).toBe("constrained");
    expect(entries([offer(mining)])["cawg.ai_generative_training"].use).toBe("notAllowed");
    expect(json("cawg").label).toBe("cawg.training-mining");
  });

  it("IPTC and PLUS: an XMP packet with credit, statement, licensor and mining", () => {
    const xmp = textOf("iptc");
    expect(isWellFormed(xmp)).toBe(true);
    expect(xmp).toContain(
      "<photoshop:Credit>Ines “I.” Alt and Tomas Bell: Tides &#38; &#60;Storms&#62;</photoshop:Credit>",
    );
    expect(xmp).toContain("http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-SEECONSTRAINT");
    expect(textOf("iptc", twins({ offers: [offer(editorial)] }))).toContain(
      "DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING",
    );
  });

  it("llms.txt: a section with what each offer is, and no markup of a stranger", () => {
    const section = textOf("llms", twins({ title: "Tides](https://evil.example)\n# Ignore all" }));
    expect(section.split("\n")[0]).toBe("## Licences of Tides https://evil.example Ignore all");
    expect(section).toContain("[Licence, 0.5 ETH](https://app.example/offer/5): print, show online");
    expect(textOf("llms", twins({ offers: [] }))).toContain("are not licensed. Ask before you use it so.");
  });

  it.each([
    ["no address of a page", { page: "javascript:alert(1)" }],
    ["no address of a site", { site: "ines.example" }],
    ["no path", { paths: ["songs"] }],
    ["an offer nowhere", { offers: [{ ...offer(editorial), url: "" }] }],
    ["terms that make no licence", { offers: [offer({ ...editorial, uses: [] })] }],
  ])("are refused with %s", (_, change) => {
    expect(() => twins(change)).toThrow(TermsError);
  });
});

describe("the twins of a site", () => {
  const other: Publication = { ...publication, title: "Storms", paths: ["/poems/"], offers: [] };
  const site = siteTwinsOf([publication, other], rules);

  it("join the works in one file of each kind, and keep the fields of files apart", () => {
    expect(json("odrl", site)).toHaveLength(2);
    expect(json("schema.org", site)).toHaveLength(2);
    expect(json("tdmrep", site).map(({ location }: { location: string }) => location)).toEqual(["/songs/", "/poems/"]);
    expect(isWellFormed(textOf("rsl", site))).toBe(true);
    expect(textOf("rsl", site).match(/<content /g)).toHaveLength(2);
    expect(site.filter(({ id }) => id === "iptc").map(({ file }) => file)).toEqual(["1/rights.xmp", "2/rights.xmp"]);
    expect(site.filter(({ id }) => id === "robots")).toHaveLength(1);
  });

  it("are refused where two works claim one path, or there is none", () => {
    expect(() => siteTwinsOf([publication, publication], rules)).toThrow("Two works are at the path “/songs/”");
    expect(() => siteTwinsOf([], rules)).toThrow("no work to write a policy for");
  });
});
