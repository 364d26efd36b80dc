import { BaseError, ContractFunctionRevertedError, hashTypedData, parseAbi } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { describe, expect, it } from "vitest";
import {
  checkName,
  nameAddressOf,
  nameDocumentOf,
  nameTypedData,
  parseDomain,
  parseNames,
  readEnsName,
  type SignedName,
} from "./names.ts";

const person = privateKeyToAccount(`0x${"11".repeat(32)}`);
const other = privateKeyToAccount(`0x${"22".repeat(32)}`);
const statement = { domain: "ines.example", account: person.address, chainId: 1, since: 1_773_324_309 };
const signedBy = async (signer: typeof person, changes: Partial<SignedName> = {}): Promise<SignedName> => ({
  ...statement,
  signature: await signer.signTypedData(nameTypedData(statement)),
  ...changes,
});
const keys = { getCode: async () => "0x" as const, readContract: async () => undefined } as never;
const ask = (served: string, domain = "ines.example", client: never = keys) =>
  checkName(client, { domain, account: person.address, chainId: 1, served });

describe("parseDomain", () => {
  it.each([
    ["Example.ORG", "example.org"],
    [" https://example.org/about?x=1 ", "example.org"],
    ["bücher.example", "xn--bcher-kva.example"],
    ["a.b.example.", "a.b.example"],
  ])("takes %j for %s", (text, domain) => {
    expect(parseDomain(text)).toBe(domain);
  });

  it.each([
    "localhost",
    "127.0.0.1",
    "0x7f.1",
    "[::1]",
    "example.org:8443",
    "https://me@example.org",
    "ftp://example.org",
    "printer.local",
    "vault.internal",
    "ex ample.org",
    "-a.example",
    "",
  ])("refuses %j, and says how to write it", (text) => {
    expect(() => parseDomain(text)).toThrow("Write the domain alone, such as example.org.");
  });
});

describe("a name", () => {
  it("is proven when the account signed it and the domain serves that", async () => {
    const name = await signedBy(person);
    const served = nameDocumentOf([await signedBy(other, { account: other.address }), name]);
    expect(await ask(served)).toEqual({ status: "proven", name });
    expect(nameAddressOf("ines.example")).toBe("https://ines.example/.well-known/colophon.json");
  });

  it.each([
    ["another account signed it", () => signedBy(other), "did not sign that"],
    ["its time was changed", () => signedBy(person, { since: 1 }), "did not sign that"],
    ["it names another account", () => signedBy(other, { account: other.address }), "does not name this account"],
    ["it is a copy from another domain", () => signedBy(person, { domain: "ines.org" }), "It was copied from there"],
  ])("is not proven when %s", async (_, make, sentence) => {
    const result = await ask(nameDocumentOf([await make()]));
    expect(result).toMatchObject({ status: "not proven", sentence: expect.stringContaining(sentence) });
  });

  it("cannot be known of a contract that could not be asked, nor by another chain's rules", async () => {
    const silent = {
      getCode: async () => {
        throw new Error("fetch failed");
      },
    } as never;
    const byContract = nameDocumentOf([await signedBy(other)]);
    expect(await ask(byContract, "ines.example", silent)).toMatchObject({ status: "unknown" });
    expect(await ask(nameDocumentOf([await signedBy(person, { chainId: 8453 })]))).toMatchObject({ status: "unknown" });
  });

  it.each([
    ["no JSON", "<html>not found</html>"],
    ["another document", '{"format":"colophon-work/1"}'],
    ["a domain that is none", '{"format":"colophon-names/1","names":[{"account":"0x1"}]}'],
  ])("refuses a file that is %s", async (_, served) => {
    expect(() => parseNames(served)).toThrow("not a valid colophon-names/1 document");
  });

  it("is signed for its domain, account, chain and time", () => {
    const digests = [{}, { domain: "a.example" }, { account: other.address }, { chainId: 2 }, { since: 2 }].map(
      (each) => hashTypedData(nameTypedData({ ...statement, ...each })),
    );
    expect(new Set(digests).size).toBe(5);
  });
});

describe("readEnsName", () => {
  const answering = (name: string) => ({ readContract: async () => [name, person.address, person.address] }) as never;
  const asked = (client: never, chainId = 1) => readEnsName(client, { account: person.address, chainId });

  it("gives the primary name where the chain has ENS", async () => {
    expect(await asked(answering("ines.eth"))).toBe("ines.eth");
    expect(await asked(answering("ines.eth"), 31337)).toBeUndefined();
  });

  it.each(["", "ІNES.eth", "a b.eth", "іnes.eth"])(
    "does not show %j, which could be taken for another",
    async (name) => {
      expect(await asked(answering(name))).toBeUndefined();
    },
  );

  it("has none where the name leads elsewhere, and is not silent about a node that is down", async () => {
    const failing = (error: Error) =>
      ({
        readContract: async () => {
          throw error;
        },
      }) as never;
    const abi = parseAbi(["error ReverseAddressMismatch(string primary, bytes primaryAddress)"]);
    const mismatch = new ContractFunctionRevertedError({ abi, functionName: "reverseWithGateways" });
    expect(await asked(failing(new BaseError("mismatch", { cause: mismatch })))).toBeUndefined();
    await expect(asked(failing(new Error("fetch failed")))).rejects.toThrow("fetch failed");
  });
});
