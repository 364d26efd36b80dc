import { ColophonError } from "../model/errors.ts";

/** The address of a service that cannot be used as it was typed. */
export class ServiceAddressError extends ColophonError {
  override name = "ServiceAddressError";
}

type ServiceAddressOptions = {
  /** Whose address it is, at the beginning of a sentence: "The gateway". */
  whose: string;
  /** What the program puts behind the address itself, and people therefore paste along: "/ipfs". */
  behind?: string;
};

/**
 * The address of a gateway, an API, a node or an index as people type it into settings: with or without a scheme, with a
 * slash or the usual path behind it, as a multiaddress of Kubo's. "" is this site's own, "/path" a place on it.
 * Throws a ServiceAddressError that says what is wrong.
 */
export function parseServiceAddress(text: string, { whose, behind }: ServiceAddressOptions): string {
  const typed = text.trim().replace(/^["'<]+|[>"']+$/g, "");
  const refuse = (problem: string) =>
    new ServiceAddressError(`${whose}'s address “${typed.slice(0, 100)}” ${problem} Write it as https://example.org.`);
  const ending = (path: string) => {
    const bare = path.replace(/\/+$/, "");
    return behind !== undefined && bare.endsWith(behind) ? bare.slice(0, -behind.length).replace(/\/+$/, "") : bare;
  };
  if (typed === "") return "";
  if (/[{}<>]|%7b|:cid\b/i.test(typed)) throw refuse("is a pattern, and only a plain address can be used.");
  if (/[?#]/.test(typed) && behind !== undefined)
    throw refuse("has something behind “?” or “#”, which nothing is put behind.");
  const multi = /^\/(?:ip4|ip6|dns|dns4|dns6|dnsaddr)\/([^/]+)\/tcp\/(\d+)(?:\/(https?|tls))?(?:\/http)?$/.exec(typed);
  if (multi) {
    const host = multi[1]?.includes(":") ? `[${multi[1]}]` : multi[1];
    return `http${multi[3] === "https" || multi[3] === "tls" ? "s" : ""}://${host}:${multi[2]}`;
  }
  if (/^\/(?!\/)/.test(typed)) return ending(typed);
  const written = typed.replace(/^\/\//, "https://");
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(written)?.[1]?.toLowerCase();
  if (scheme !== undefined && scheme !== "http" && scheme !== "https")
    throw refuse(`begins with ${scheme}://, and is asked by http or https.`);
  // A machine of one's own has no certificate.
  const local = /^(?:localhost|127\.|0\.0\.0\.0|\[::1\]|192\.168\.|10\.)/.test(written);
  let url: URL;
  try {
    url = new URL(scheme === undefined ? `${local ? "http" : "https"}://${written}` : written);
  } catch {
    throw refuse("is no address.");
  }
  if (url.username || url.password)
    throw refuse("has a name or password in it, which everybody who opens the page could read.");
  if (scheme === undefined && !local && !url.hostname.includes(".")) throw refuse("is no address.");
  return `${url.origin}${ending(url.pathname)}${url.search}`;
}
