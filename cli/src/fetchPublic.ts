import { lookup } from "node:dns";
import { request } from "node:https";
import { BlockList, isIP, type LookupFunction } from "node:net";
import { ColophonError } from "@colophon/sdk";

/** The most that is read of an answer, in bytes. */
const most = 65_536;

/** For how long an answer is waited for, in milliseconds. */
const patience = 15_000;

/** Addresses that are not of the public Internet: of this machine, of its network, and those kept for other purposes. */
const closed = new BlockList();
for (const [net, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
] as const) {
  closed.addSubnet(net, bits, "ipv4");
}
for (const [net, bits] of [
  ["::", 96],
  // Ways to write an address of the older kind; "::ffff:…" is held against those above by BlockList itself.
  ["64:ff9b::", 96],
  ["2002::", 16],
  ["100::", 64],
  ["2001:db8::", 32],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
] as const) {
  closed.addSubnet(net, bits, "ipv6");
}

/** Whether an address of the Internet Protocol is one that everybody can reach. */
export function isPublicAddress(address: string): boolean {
  const kind = isIP(address);
  return kind !== 0 && !closed.check(address, kind === 4 ? "ipv4" : "ipv6");
}

/** Something that was asked of a stranger's site and could not be had. */
class FetchError extends ColophonError {
  override name = "FetchError";
}

/**
 * What a public site answers at an address of https, at most 65,536 bytes of it. A name that leads to this machine or
 * its network is refused when it is looked up, for the very connection that is made; an answer that sends elsewhere is
 * not followed. Throws an error that says what to do.
 */
export function fetchPublic(url: string): Promise<Uint8Array> {
  const { hostname } = new URL(url);
  const publicOnly: LookupFunction = (host, options, callback) => {
    lookup(host, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, []);
      const hidden = found.find(({ address }) => !isPublicAddress(address));
      if (hidden) {
        return callback(
          new FetchError(`${host} leads to ${hidden.address}, which is not a public address, so it was not asked.`),
          [],
        );
      }
      const [first] = found;
      if (options.all || !first) callback(null, found);
      else callback(null, first.address, first.family);
    });
  };
  return new Promise((resolve, reject) => {
    const refuse = (problem: string) => reject(new FetchError(`${url} ${problem}`));
    const asked = request(
      url,
      { lookup: publicOnly, headers: { accept: "application/json" }, signal: AbortSignal.timeout(patience) },
      (answer) => {
        const { statusCode = 0 } = answer;
        if (statusCode !== 200) {
          answer.destroy();
          return refuse(
            statusCode >= 300 && statusCode < 400
              ? `sends elsewhere (${statusCode}), which is not followed. The file must stand at this address itself.`
              : `answered ${statusCode}. Check that the file stands there and that everybody may read it.`,
          );
        }
        const pieces: Uint8Array[] = [];
        let size = 0;
        answer.on("data", (piece: Uint8Array) => {
          size += piece.length;
          if (size > most) {
            answer.destroy();
            refuse(`is larger than ${most.toLocaleString("en")} bytes, the most that is read.`);
          } else pieces.push(piece);
        });
        answer.on("end", () => resolve(new Uint8Array(Buffer.concat(pieces))));
        answer.on("error", () => refuse("broke off. Try again."));
      },
    );
    asked.on("error", (error: NodeJS.ErrnoException) => {
      if (error instanceof FetchError) reject(error);
      else if (error.name === "TimeoutError" || error.name === "AbortError") refuse("did not answer in time.");
      else refuse(`could not be asked (${error.code ?? error.message}). Check ${hostname} and your connection.`);
    });
    asked.end();
  });
}
