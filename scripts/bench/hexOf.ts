import { createHash } from "node:crypto";

const md5 = (text: string) => createHash("md5").update(text).digest("hex");

/** A made-up number of a work, digest and so on, that only depends on a salt and a number: the same as fillIndex writes in SQL. */
export const hexOf = (salt: string, of: number | string, digits: number) =>
  `0x${(md5(`${salt}${of}`) + md5(`${salt}+${of}`)).slice(0, digits)}`;
