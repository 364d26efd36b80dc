import { createHash, randomBytes } from "node:crypto";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createDigester } from "./digest.ts";

afterEach(() => {
  vi.doUnmock("hash-wasm");
  vi.resetModules();
});

describe("createDigester", () => {
  it("gives the published answers for “abc” and for nothing", async () => {
    const digester = await createDigester();
    digester.update(new TextEncoder().encode("abc"));
    expect(digester.finish()).toEqual({
      size: 3,
      sha256: "0xba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
      blake3: "0x6437b3ac38465133ffb63b75273a8db548c558465d79db03fd359c6cd5bd9d85",
    });
    expect(digester.finish()).toEqual({
      size: 0,
      sha256: "0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
      blake3: "0xaf1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262",
    });
  });

  it("gives the same for any cutting of the same bytes", async () => {
    const bytes = new Uint8Array(randomBytes(300_000));
    const digester = await createDigester();
    digester.update(bytes);
    const whole = digester.finish();
    expect(whole.sha256).toBe(`0x${createHash("sha256").update(bytes).digest("hex")}`);
    for (const piece of [1_000, 65_536, 99_991]) {
      for (let i = 0; i < bytes.length; i += piece) digester.update(bytes.subarray(i, i + piece));
      expect(digester.finish()).toEqual(whole);
    }
  });

  it("W04 fails clearly when a digest comes out wrong, and when there is no WebAssembly", async () => {
    const wrong = { update: () => wrong, init: () => wrong, digest: () => "00".repeat(32) };
    vi.resetModules();
    vi.doMock("hash-wasm", () => ({ createSHA256: async () => wrong, createBLAKE3: async () => wrong }));
    const broken = await import("./digest.ts");
    await expect(broken.createDigester()).rejects.toMatchObject({
      name: "HashingError",
      details: expect.stringContaining("known answer"),
    });

    vi.resetModules();
    const missing = async () => {
      throw new ReferenceError("WebAssembly is not defined");
    };
    vi.doMock("hash-wasm", () => ({ createSHA256: missing, createBLAKE3: missing }));
    const absent = await import("./digest.ts");
    await expect(absent.createDigester()).rejects.toMatchObject({
      name: "HashingError",
      details: "WebAssembly is not defined",
    });
  });
});
