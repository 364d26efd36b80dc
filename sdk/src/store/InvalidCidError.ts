import { ColophonError } from "../errors/ColophonError.ts";

export class InvalidCidError extends ColophonError {
  override name = "InvalidCidError";
  readonly cid: string;

  constructor(cid: string) {
    super(
      `“${cid.slice(0, 100)}” is not an address that Colophon uses: ipfs:// and a version 1 CID of raw bytes with SHA-256, which starts with “bafkrei”.`,
    );
    this.cid = cid;
  }
}
