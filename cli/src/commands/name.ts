import { readFile } from "node:fs/promises";
import { FormatError, isSameAddress } from "@colophon/sdk";
import {
  checkName,
  checkSignature,
  nameAddressOf,
  nameDocumentOf,
  nameInWords,
  nameTypedData,
  parseDomain,
  parseNames,
  readEnsName,
  type SignedName,
} from "@colophon/sdk/read";
import { getAddress } from "viem";
import {
  type Arguments,
  type Command,
  chainHelp,
  chainOptions,
  outputHelp,
  outputOptions,
  runJob,
  UsageError,
} from "../Command.ts";
import { connect } from "../connect.ts";
import { fetchPublic } from "../fetchPublic.ts";
import { replaceFile, writeNewFile } from "../files.ts";
import { accountOf } from "../named.ts";
import { print, say } from "../terminal.ts";

export const name: Command = {
  name: "name",
  summary: "prove that a domain is yours, or check whose it is said to be",
  help: `prove <domain> --out <file> (--network <name> | --rpc <url> --key-file <file>)
  colophon name check <domain> --account <address> (--network <name> | --rpc <url>)
  colophon name ens --account <address> (--network <name> | --rpc <url>)

A domain is shown as somebody's name only if both say so: the account signs that the domain is its own, and the domain
serves that statement at https://<domain>/.well-known/colophon.json. prove writes the file to put there; a file that is
there already gets one statement more. check fetches it, over https from public addresses only and without following
where it is sent, and asks the chain whether the signature counts. ens asks the chain alone for the primary name of an
account, which ENS checks in both directions; names that only a server could tell are not asked for.

  --account <address>    whose name it should be
  --out <file>           where prove writes the file
${chainHelp}
${outputHelp}

Exit code of check and ens: 0 if it is proven, 1 if not, 2 if it can't be known.`,
  options: { ...chainOptions, ...outputOptions, account: { type: "string" }, out: { type: "string" } },
  // A site that could not be asked has disproved nothing.
  failureCode: 2,
  run: (given) => runJob("name", jobs, given),
};

const jobs = new Map<string, (given: Arguments, rest: string[]) => Promise<number>>([
  ["prove", prove],
  ["check", check],
  ["ens", ens],
]);

function domainOf([domain, ...more]: string[]): string {
  if (domain === undefined || more.length > 0) throw new UsageError("Name one domain, such as example.org.");
  return parseDomain(domain);
}

async function prove(given: Arguments, rest: string[]): Promise<number> {
  const domain = domainOf(rest);
  const out = given.value("out");
  if (out === undefined) throw new UsageError("Say where to write the file: --out colophon.json.");
  const { chainId, client, sender, sign } = await connect(given);
  if (sender === undefined) throw new UsageError("Signing needs an account: add --key-file <file>.");
  const account = getAddress(sender);
  const statement = { domain, account, chainId, since: Math.floor(Date.now() / 1000) };
  const typedData = nameTypedData(statement);
  const signature = await sign(typedData);
  if (signature === undefined)
    throw new UsageError("This network's account can't sign messages. Use --rpc and --key-file.");
  const found = await checkSignature(client, { signer: account, typedData, signature });
  if (found.status !== "good") throw new UsageError(`${account} gave a signature that does not count.`);
  const known = await readFile(out).catch(() => undefined);
  const others = known
    ? parseNames(new Uint8Array(known)).filter(
        (each) => each.domain !== domain || each.chainId !== chainId || !isSameAddress(each.account, account),
      )
    : [];
  const names: SignedName[] = [...others, { ...statement, signature: found.signature }];
  await (known ? replaceFile : writeNewFile)(out, nameDocumentOf(names));
  const address = nameAddressOf(domain);
  print(
    given,
    { ...statement, file: out, address },
    `Wrote ${out}. Put it at ${address}, for everybody to read (Access-Control-Allow-Origin: *, so that pages can ask it too). Then: colophon name check ${domain} --account ${account}`,
  );
  return 0;
}

async function check(given: Arguments, rest: string[]): Promise<number> {
  const domain = domainOf(rest);
  const account = accountOf(given, "account");
  if (account === undefined) throw new UsageError("Say whose name it should be: --account <address>.");
  const { client, chainId } = await connect(given);
  const address = nameAddressOf(domain);
  say(`Asking ${address}`);
  const served = await fetchPublic(address);
  const checkedAt = new Date().toISOString().replace(/\.\d+Z$/, "Z");
  try {
    const found = await checkName(client, { domain, account, chainId, served });
    const sentence = found.status === "proven" ? nameInWords(found.name) : found.sentence;
    print(
      given,
      { domain, account, asked: address, checkedAt, ...found, sentence },
      `${sentence}\nChecked ${checkedAt}`,
    );
    return { proven: 0, "not proven": 1, unknown: 2 }[found.status];
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    const sentence = `${domain} serves something else there: ${error.shortMessage}`;
    print(given, { domain, account, asked: address, checkedAt, status: "not proven", sentence }, sentence);
    return 1;
  }
}

async function ens(given: Arguments, rest: string[]): Promise<number> {
  if (rest.length > 0) throw new UsageError("ens takes no word, only --account <address>.");
  const account = accountOf(given, "account");
  if (account === undefined) throw new UsageError("Say whose name it should be: --account <address>.");
  const { client, chainId } = await connect(given);
  const found = await readEnsName(client, { account, chainId });
  print(
    given,
    { account, chainId, name: found ?? null },
    found ?? `${account} has no primary name in ENS that chain ${chainId} itself can tell.`,
  );
  return found === undefined ? 1 : 0;
}
