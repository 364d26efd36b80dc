import { sha256 } from "viem";
import { cidOf } from "../store/cidOf.ts";

/** A content store in memory that speaks what ours speaks over HTTP: a trustless gateway and Kubo's block API. */
export function memoryIpfs() {
  const blocks = new Map<string, Uint8Array>();
  const request = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const url = new URL(String(input), "http://store.test");
    if (url.pathname === "/api/v0/block/put" && init?.body instanceof FormData) {
      const bytes = new Uint8Array(await (init.body.get("file") as File).arrayBuffer());
      const cid = cidOf(sha256(bytes));
      blocks.set(cid, bytes);
      return Response.json({ Key: cid, Size: bytes.length });
    }
    const block = blocks.get(url.pathname.replace("/ipfs/", ""));
    return block ? new Response(new Uint8Array(block)) : new Response("not found", { status: 404 });
  };
  return { blocks, fetch: request as typeof fetch };
}
