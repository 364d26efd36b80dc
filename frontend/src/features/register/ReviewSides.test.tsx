import { createManifest } from "@colophon/sdk";
import { screen } from "@testing-library/react";
import { sha256, zeroHash } from "viem";
import { describe, expect, it } from "vitest";
import { fakeChain } from "../../testing/fakeChain.ts";
import { renderPage } from "../../testing/renderPage.tsx";
import { PublicSide, SecretSide } from "./ReviewSides.tsx";
import { newRegisterDraft } from "./registration.ts";
import { originalOf, type PublicFile } from "./visible/publicFiles.ts";

const bytes = new TextEncoder().encode("Low water, and the boats asleep.");
const preview: PublicFile = { name: "excerpt.txt", type: "text/plain", bytes };
const file = (path: string, digest: `0x${string}`) => ({ path, size: bytes.length, sha256: digest, blake3: digest });

const review = (manifest: ReturnType<typeof createManifest>) => {
  const content = { name: "poems", manifest, salt: zeroHash, opening: undefined } as const;
  return (
    <>
      <PublicSide draft={{ ...newRegisterDraft(), content, preview }} account={undefined} onEdit={() => {}} />
      <SecretSide
        content={content}
        findable={0}
        stamped={false}
        published={originalOf(manifest.files, preview)?.path}
      />
    </>
  );
};

describe("the review of a registration", () => {
  it("never says that a file stays when the preview is that file", () => {
    renderPage(review(createManifest({ files: [file("poem.txt", sha256(bytes))] })), { chain: fakeChain() });
    expect(screen.getByText("The preview is “poem.txt” itself, byte for byte.")).toBeDefined();
    expect(screen.getByText(/Not “poem.txt”/)).toBeDefined();
    expect(screen.queryByText(/never leaves/)).toBeNull();
  });

  it("says which files stay beside one that does not", () => {
    const files = [file("poem.txt", sha256(bytes)), file("b.txt", `0x${"2".repeat(64)}`)];
    renderPage(review(createManifest({ files })), { chain: fakeChain() });
    expect(screen.getByText(/The other file itself. It never leaves this device/)).toBeDefined();
  });

  it("says that an excerpt is published as it is, and that the file stays", () => {
    renderPage(review(createManifest({ files: [file("poem.txt", `0x${"1".repeat(64)}`)] })), { chain: fakeChain() });
    expect(screen.getByText("The preview: this file exactly as it is.")).toBeDefined();
    expect(screen.getByText(/The file itself. It never leaves this device/)).toBeDefined();
  });
});
