import { describe, expect, it } from "vitest";
import { backupLockOf, createKey, openBackup, sealBackup } from "./index.ts";

const content = new TextEncoder().encode("everything in this browser");
const passphrase = "harbour salt almanac tide";

describe("an encrypted copy", () => {
  it("is opened by its passphrase, and by no other", async () => {
    const file = await sealBackup(content, { passphrase });
    expect(backupLockOf(file)).toBe("passphrase");
    expect(await openBackup(file, { passphrase })).toEqual(content);
    await expect(openBackup(file, { passphrase: `${passphrase}s` })).rejects.toThrow("The passphrase does not open it");
    const { key } = await createKey();
    await expect(openBackup(file, { keys: [key] })).rejects.toThrow("It is locked with a passphrase");
  });

  it("is opened by the key that it was locked for", async () => {
    const { key, recipient } = await createKey();
    const file = await sealBackup(content, { recipients: [recipient] });
    expect(backupLockOf(file)).toBe("key");
    expect(await openBackup(file, { keys: [key] })).toEqual(content);
    const other = await createKey();
    await expect(openBackup(file, { keys: [other.key] })).rejects.toThrow("locked for another one");
    await expect(openBackup(file, { passphrase })).rejects.toThrow("It is locked with a key");
  });

  it("refuses a damaged file, and one that is none", async () => {
    const { key, recipient } = await createKey();
    const file = await sealBackup(content, { recipients: [recipient] });
    const changed = file.with(file.length - 1, (file.at(-1) ?? 0) ^ 1);
    await expect(openBackup(changed, { keys: [key] })).rejects.toThrow("is damaged");
    await expect(openBackup(file.subarray(0, file.length - 20), { keys: [key] })).rejects.toThrow("is damaged");
    await expect(openBackup(content, { keys: [key] })).rejects.toThrow("This is no encrypted copy");
  });

  it("wants a passphrase that is not soon guessed, or somebody who can open it", async () => {
    await expect(sealBackup(content, { passphrase: "tide" })).rejects.toThrow("fewer than 12 characters");
    await expect(sealBackup(content, { recipients: [] })).rejects.toThrow("Name at least one public key");
    await expect(sealBackup(content, { recipients: ["age1nothing"] })).rejects.toThrow("is not a public key of age");
  });
});
