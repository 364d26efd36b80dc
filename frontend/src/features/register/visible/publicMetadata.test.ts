import { ipfsUriOf } from "@colophon/sdk";
import { sha256 } from "viem";
import { describe, expect, it } from "vitest";
import { publicMetadata } from "./publicFiles.ts";

const bytes = Uint8Array.of(1, 2, 3);
const small = Uint8Array.of(4);
const cover = { name: "cover.png", type: "image/png", bytes, width: 6, height: 8 };

describe("publicMetadata", () => {
  it("names the small cover by its digest, and puts it into the store beside the cover", () => {
    const thumbnail = { type: "image/webp", bytes: small, width: 3, height: 4 };
    const { fields, uploads } = publicMetadata({ ...cover, thumbnail }, undefined);
    expect(fields.thumbnail).toEqual({
      uri: ipfsUriOf(sha256(small)),
      type: "image/webp",
      size: 1,
      width: 3,
      height: 4,
    });
    expect(uploads).toEqual([
      { name: "cover", bytes },
      { name: "thumbnail", bytes: small },
    ]);
  });

  it("has none for a cover that is small itself", () => {
    expect(publicMetadata(cover, undefined).fields).not.toHaveProperty("thumbnail");
  });
});
