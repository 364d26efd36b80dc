// Who may call which function, as the contracts' interfaces say it (`@custom:caller`): the table of SECURITY.md, and the
// list that test/unit/permissions.t.sol walks to hold each row against what the contracts do.
//   node scripts/permissions.ts --check   fails if a function has no caller, or one of the two is stale
//   node scripts/permissions.ts --write   writes both
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";

type Permission = { contract: string; name: string; selector: string; caller: string };

type Output = {
  errors?: { severity: string; formattedMessage: string }[];
  contracts: Record<string, Record<string, Compiled>>;
};

type Compiled = {
  abi: { type: string; name: string; stateMutability: string; inputs: Input[] }[];
  devdoc: { methods?: Record<string, Record<string, unknown>> };
  evm: { methodIdentifiers: Record<string, string> };
};

type Input = { type: string; components?: Input[] };

const root = join(import.meta.dirname, "..");
const SECURITY = join(root, "SECURITY.md");
const LIST = join(root, "test/utils/Permissions.sol");
const TABLE = /(<!-- permissions:[^>]*-->\n)[\s\S]*?(<!-- \/permissions -->)/;
const contracts = [
  ...["Timestamps", "Works", "Terms", "Offers", "Licences", "Compliance", "Royalties", "Till", "Colophon"],
  ...["Agreements", "Assignments"],
];

/** What ERC-721 and ERC-6909 say of the functions that come from OpenZeppelin, whose sources we don't write in. */
const standards: Record<string, string> = {
  "approve(address,uint256)": "the token's owner, or their operator",
  "setApprovalForAll(address,bool)": "anyone, for themselves",
  "transferFrom(address,address,uint256)": "the token's owner, their operator, or whoever they approved",
  "safeTransferFrom(address,address,uint256)": "the token's owner, their operator, or whoever they approved",
  "safeTransferFrom(address,address,uint256,bytes)": "the token's owner, their operator, or whoever they approved",
  "approve(address,uint256,uint256)": "anyone, for themselves",
  "setOperator(address,bool)": "anyone, for themselves",
  "transfer(address,uint256,uint256)": "a holder of units, for themselves",
  "transferFrom(address,address,uint256,uint256)": "the units' holder, their operator, or whoever has their allowance",
};

const path = (contract: string) => `contracts/${contract}.sol`;
const typeOf = ({ type, components }: Input): string =>
  components ? type.replace("tuple", `(${components.map(typeOf)})`) : type;

/** The functions of each contract and interface, and what is said of them. No code is made, so it takes a second. */
function compile(): (file: string, name: string) => Compiled {
  const solc = createRequire(import.meta.url)("solc");
  const read = (file: string) => readFileSync(join(root, file.startsWith("@") ? "node_modules" : "", file), "utf8");
  const input = {
    language: "Solidity",
    sources: Object.fromEntries(contracts.map((name) => [path(name), { content: read(path(name)) }])),
    settings: { outputSelection: { "*": { "*": ["abi", "devdoc", "evm.methodIdentifiers"] } } },
  };
  const findImport = (file: string) => ({ contents: read(file) });
  const output: Output = JSON.parse(solc.compile(JSON.stringify(input), { import: findImport }));
  const error = output.errors?.find(({ severity }) => severity === "error");
  if (error) throw new Error(error.formattedMessage);
  return (file, name) => {
    const compiled = output.contracts[file]?.[name];
    if (!compiled) throw new Error(`${file} has no ${name}.`);
    return compiled;
  };
}

function permissionsOf(contract: string, compiled: ReturnType<typeof compile>): Permission[] {
  const { abi, evm } = compiled(path(contract), contract);
  const { devdoc } = compiled(path(`interfaces/I${contract}`), `I${contract}`);
  const changes = abi.filter(({ type, stateMutability }) => type === "function" && !/view|pure/.test(stateMutability));
  return changes.map(({ name, inputs }) => {
    const signature = `${name}(${inputs.map(typeOf)})`;
    const caller = devdoc.methods?.[signature]?.["custom:caller"] ?? standards[signature];
    if (typeof caller !== "string") {
      throw new Error(`${contract}.${signature} has no @custom:caller. Say in its interface who may call it.`);
    }
    return { contract, name, selector: `0x${evm.methodIdentifiers[signature]}`, caller };
  });
}

/** One row for all functions of a contract with the same callers. */
function tableOf(permissions: Permission[]): string {
  const rows = new Map<string, { contract: string; names: Set<string>; caller: string }>();
  for (const { contract, name, caller } of permissions) {
    const row = rows.get(`${contract} ${caller}`) ?? { contract, names: new Set(), caller };
    rows.set(`${contract} ${caller}`, { ...row, names: row.names.add(name) });
  }
  const lines = [...rows.values()].map(({ contract, names, caller }) => {
    const [first, ...others] = names;
    return `| ${[`\`${contract}.${first}\``, ...others.map((name) => `\`${name}\``)].join(", ")} | ${caller} |`;
  });
  return ["| function | who |", "|---|---|", ...lines].join("\n");
}

async function listOf(permissions: Permission[]): Promise<string> {
  const entries = permissions.map(
    ({ contract, name, selector, caller }, i) =>
      `list[${i}] = Permission("${contract}", "${name}", ${selector}, "${caller}");`,
  );
  const source = `// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

// Written by scripts/permissions.ts from the contracts' interfaces. Do not edit.

/// @title Permissions: every function that changes anything, and who may call it as its interface says
library Permissions {
    struct Permission {
        string target;
        string name;
        bytes4 selector;
        string caller;
    }

    function all() internal pure returns (Permission[] memory list) {
        list = new Permission[](${permissions.length});
        ${entries.join("\n")}
    }
}
`;
  return format(source, { ...(await resolveConfig(LIST)), filepath: LIST });
}

async function run(mode: string | undefined): Promise<number> {
  if (mode !== "--check" && mode !== "--write") throw new Error("Say --check or --write.");
  const compiled = compile();
  const permissions = contracts.flatMap((name) => permissionsOf(name, compiled));
  const security = readFileSync(SECURITY, "utf8");
  if (!TABLE.test(security)) throw new Error("SECURITY.md has lost the marks around its table of permissions.");
  const wanted = {
    [SECURITY]: security.replace(TABLE, `$1${tableOf(permissions)}\n$2`),
    [LIST]: await listOf(permissions),
  };
  let stale = 0;
  for (const [file, text] of Object.entries(wanted)) {
    if (mode === "--write") writeFileSync(file, text);
    else if (text !== readFileSync(file, "utf8")) {
      stale += 1;
      process.stderr.write(`${file.slice(root.length + 1)} is stale: node scripts/permissions.ts --write\n`);
    }
  }
  return stale === 0 ? 0 : 1;
}

try {
  process.exitCode = await run(process.argv[2]);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
