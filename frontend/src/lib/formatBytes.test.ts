import { expect, it } from "vitest";
import { formatBytes } from "./format.ts";

it.each([
  [0, "0 bytes"],
  [1, "1 byte"],
  [999, "999 bytes"],
  [1000, "1 kB"],
  [1_536, "1.5 kB"],
  [299_999, "300 kB"],
  [2_147_483_648, "2.1 GB"],
  [12_000_000_000_000_000, "12,000 TB"],
])("formatBytes writes %d as %s", (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});
