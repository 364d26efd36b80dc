import { crc32 } from "node:zlib";
import { describe, expect, it } from "vitest";
import { zipOf } from "./download.ts";

describe("zipOf", () => {
  it("stores every file with its name, length and checksum, and ends with a directory of all", () => {
    const content = '{"format":"colophon-opening/1"}';
    const bytes = zipOf([
      { name: "été.json", content },
      { name: "b.json", content: "" },
    ]);
    const view = new DataView(bytes.buffer);
    expect(view.getUint32(0, true)).toBe(0x04034b50);
    expect(view.getUint32(14, true)).toBe(crc32(content));
    expect(view.getUint32(22, true)).toBe(content.length);
    const nameLength = view.getUint16(26, true);
    expect(new TextDecoder().decode(bytes.subarray(30, 30 + nameLength))).toBe("été.json");
    const end = bytes.length - 22;
    expect(view.getUint32(end, true)).toBe(0x06054b50);
    expect(view.getUint16(end + 10, true)).toBe(2);
    expect(view.getUint32(view.getUint32(end + 16, true), true)).toBe(0x02014b50);
  });
});
