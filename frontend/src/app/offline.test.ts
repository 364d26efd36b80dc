import { describe, expect, it } from "vitest";
import { refusalAt } from "./offline.ts";

const place = { protocol: "https:", pathname: "/verify", secure: true, built: true, able: true };

describe("keeping the site for a time without a network", () => {
  it("is done where the site has a name of its own, also below a path", () => {
    expect(refusalAt(place)).toBeUndefined();
    expect(refusalAt({ ...place, pathname: "/colophon/licences" })).toBeUndefined();
    // The loopback address is secure without https.
    expect(refusalAt({ ...place, protocol: "http:" })).toBeUndefined();
  });

  it.each([
    ["a file of a disk", { protocol: "file:" }, "opened as a file"],
    ["a gateway that other sites share", { pathname: "/ipfs/bafy/verify" }, "shares its name with other sites"],
    ["the same by a name", { pathname: "/ipns/colophon.example/" }, "shares its name with other sites"],
    ["a connection that others can change", { secure: false }, "came without https"],
    ["a browser that keeps no sites", { able: false }, "keeps no sites"],
    ["a site under development", { built: false }, "under development"],
  ])("is refused for %s, in words", (_, change, words) => {
    expect(refusalAt({ ...place, ...change })).toContain(words);
  });

  it("does not take a work for a gateway", () => {
    expect(refusalAt({ ...place, pathname: "/ipfs" })).toBeUndefined();
    expect(refusalAt({ ...place, pathname: "/work/ipfs/" })).toBeUndefined();
  });
});
