// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the sources that are translated have them.
import { join } from "node:path";
import { runnerImport } from "vite";
import { describe, expect, it } from "vitest";
import { checkCatalogues, lookUp, readCatalogues } from "../../frontend/translation/catalogues.ts";
import { languages } from "../../frontend/translation/languages.ts";
import { faultOf } from "../../frontend/translation/message.ts";
import { type Translate, translation } from "../../frontend/translation/plugin.ts";
import { pseudo } from "../../frontend/translation/pseudo.ts";
import { translateModule } from "../../frontend/translation/translate.ts";
import { digested, spoken } from "./languages/digested.ts";

describe.each(languages)("the site in “%s”", (language) => {
  const { missing, faults, unused } = checkCatalogues(language);

  it("has a translation of every message: `npm run translations` lists what is missing", () => {
    expect(missing.map(({ path, line, message }) => `${path}:${line}  ${message}`)).toEqual([]);
  });

  it("has in each translation the marks of its message, and no other", () => {
    expect(faults).toEqual([]);
  });

  it("translates nothing that nobody says any more", () => {
    expect(unused).toEqual([]);
  });
});

const german = readCatalogues("de");
const builds: [string, Translate][] = [
  ["German", (area, message) => lookUp(german, area, message)],
  ["the language of the tests", (_, message) => pseudo(message)],
];

describe.each(builds)("built in %s", (_, translate) => {
  it("makes the same texts, documents and digests, while its words are others", async () => {
    const { module } = await runnerImport<typeof import("./languages/digested.ts")>(
      join(import.meta.dirname, "languages/digested.ts"),
      { configFile: false, logLevel: "error", plugins: [translation(translate)] },
    );
    const made = digested();
    expect(Object.keys(made).length).toBeGreaterThan(100);
    expect(module.digested()).toEqual(made);
    for (const [at, words] of module.spoken().entries()) expect(words).not.toBe(spoken()[at]);
  });
});

/** A module as a language has it that writes words in capitals, and the messages that it was asked for. */
function shout(code: string, path = "page.tsx") {
  const capitals = (message: string) =>
    message.replace(/\{(\w+)([^}]*)\}|<\/?\d+\/?>|./gs, (all, name?: string, rest?: string) =>
      name ? `{${name}${rest?.toUpperCase()}}` : all.toUpperCase(),
    );
  const { code: out, messages } = translateModule(path, code, "all", capitals);
  return { out, messages: messages.map(({ message }) => message) };
}

describe("the messages of a module", () => {
  it("are whole sentences, with marks for values and for elements in them", () => {
    const { out, messages } = shout(
      `const a = <p className="mt-2 text-soft">By {name}, <Link href="/works">see it</Link>.</p>;`,
    );
    expect(messages).toEqual(["By {name}, <0>see it</0>."]);
    expect(out).toBe(
      `const a = <p className="mt-2 text-soft">{"BY "}{name}{", "}<Link href="/works">{"SEE IT"}</Link>{"."}</p>;`,
    );
  });

  it("hold the forms of a counted noun and the choice between two words", () => {
    const { out, messages } = shout('const a = `Buy ${count(seats, "seat")} of ${mine ? "yours" : "theirs"}`;');
    expect(messages).toEqual(["Buy {seats:seat|seats} of {mine?yours|theirs}"]);
    expect(out).toBe('const a = `BUY ${count(seats, "SEAT", "SEATS")} OF ${(mine ? "YOURS" : "THEIRS")}`;');
  });

  it("are never ids, names of styles, addresses, keys, codes of countries or what is compared", () => {
    const code = [
      'import x from "./Some module";',
      'const tone: "Very loud" = "Very loud";',
      'if (state === "Not open") go("/works/new one");',
      'const style = "flex gap-2 text-soft";',
      'const eu = "AT BE BG";',
      'const states = ["not open yet", "open"] as const;',
      'const call = { functionName: "Do it", kind: "A kind" };',
      'element.setAttribute("aria-label", "Some words");',
    ].join("\n");
    const { out, messages } = shout(code.replace('const tone: "Very loud" = "Very loud";\n', ""));
    expect(messages).toEqual([]);
    expect(out).toBe(code.replace('const tone: "Very loud" = "Very loud";\n', ""));
  });

  it("are what something is called in several words, and never a name of one word", () => {
    const { messages } = shout('const nodes = [{ name: `the node of ${chain}` }, { name: "Transfer" }];');
    expect(messages).toEqual(["the node of {chain}"]);
  });

  it("of a sealed module are the sentences of its errors only", () => {
    const code = 'export const text = "You may print the work."; if (bad) throw new TermsError(`Choose ${what}.`);';
    const { messages } = translateModule("sealed.ts", code, "errors", () => undefined);
    expect(messages.map(({ message }) => message)).toEqual(["Choose {what}."]);
  });

  it("say what is wrong with a translation", () => {
    expect(faultOf("Offer {title}", "Angebot {title}")).toBeUndefined();
    expect(faultOf("Offer {title}", "Angebot")).toContain("lacks {title}");
    expect(faultOf("See <0>it</0>", "Siehe <1>es</1>")).toContain("lacks <0>");
    expect(faultOf("See <0>it</0>", "Siehe <0>es")).toContain("does not close");
  });
});
