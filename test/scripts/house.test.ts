import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");

/** Who may import whom: only downwards. What stands on the same line may not import its neighbours. */
const layers = {
  sdk: [
    ["abi"],
    ["model"],
    ["core"],
    ["content"],
    ["terms", "agreements", "vault", "trace"],
    ["assignments", "disclosures"],
    ["calls"],
    ["read", "index-api"],
    ["evidence", "books", "tasks"],
    ["testing"],
  ],
  frontend: [["config"], ["lib"], ["ui"], ["flow"], ["parts"], ["features"], ["app"], ["testing"]],
} as const;

/** What a package may import of the others; scripts, tests and benchmarks may import all. */
const packages: Record<string, readonly string[]> = {
  sdk: [],
  cli: ["sdk"],
  indexer: ["sdk"],
  verifier: ["sdk"],
  react: ["sdk"],
  frontend: ["sdk"],
};

const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.ts", "*.tsx"], {
  cwd: root,
  encoding: "utf8",
})
  .trim()
  .split("\n");
const known = new Set(files);
const isTest = (path: string) => /\.(test|spec)\.tsx?$/.test(path) || /\/(testing|setupTests)\b/.test(path);
const text = (path: string) => readFileSync(join(root, path), "utf8");

const entries: Record<string, string> = Object.fromEntries(
  Object.entries(JSON.parse(text("sdk/package.json")).exports as Record<string, string>).map(([key, path]) => [
    `@colophon/sdk${key.slice(1)}`,
    normalize(join("sdk", path)),
  ]),
);

/** What a file imports of ours, read from its text: `from "…"`, `import "…"` and `import("…")`. */
function importsOf(path: string): string[] {
  const found = text(path).matchAll(/(?:\bfrom|\bimport)\s*\(?\s*"((?:\.{1,2}\/|@colophon\/)[^"]+)"/g);
  return [...found]
    .map(([, name = ""]) => entries[name] ?? normalize(join(dirname(path), name)))
    .filter((target) => known.has(target));
}

const graph = new Map(files.map((path) => [path, importsOf(path)]));

it("reads imports at all", () => {
  const count = [...graph.values()].reduce((sum, list) => sum + list.length, 0);
  expect(count).toBeGreaterThan(files.length);
});

it("has no modules that import each other in a circle", () => {
  const done = new Set<string>();
  const circles: string[] = [];
  const walk = (path: string, above: readonly string[]) => {
    if (above.includes(path)) circles.push([...above.slice(above.indexOf(path)), path].join(" -> "));
    if (done.has(path) || above.includes(path)) return;
    for (const next of graph.get(path) ?? []) walk(next, [...above, path]);
    done.add(path);
  };
  for (const path of files) walk(path, []);
  expect(circles).toEqual([]);
});

it("imports downwards only, layer by layer", () => {
  const upwards: string[] = [];
  for (const [name, order] of Object.entries(layers)) {
    const rank = (path: string) => {
      const [top, src, folder = ""] = path.split("/");
      return top === name && src === "src"
        ? order.findIndex((line) => (line as readonly string[]).includes(folder))
        : -1;
    };
    for (const [path, targets] of graph) {
      if (isTest(path) || rank(path) < 0) continue;
      for (const target of targets) {
        const sameRoom = path.split("/")[2] === target.split("/")[2];
        if (rank(target) > rank(path) || (rank(target) === rank(path) && !sameRoom))
          upwards.push(`${path} -> ${target}`);
      }
    }
  }
  expect(upwards).toEqual([]);
});

it("keeps features apart: none imports another", () => {
  const feature = (path: string) => /^frontend\/src\/features\/([^/]+)\//.exec(path)?.[1];
  const crossed = [...graph].flatMap(([path, targets]) =>
    targets
      .filter((target) => feature(path) && feature(target) && feature(path) !== feature(target))
      .map((target) => `${path} -> ${target}`),
  );
  expect(crossed).toEqual([]);
});

it("keeps packages apart: each imports the SDK by its entries, and nothing of scripts or tests", () => {
  const crossed: string[] = [];
  for (const [path, targets] of graph) {
    const from = path.split("/")[0] ?? "";
    const allowed = packages[from];
    if (!allowed || isTest(path) || path.includes("/scripts/")) continue;
    for (const target of targets) {
      const to = target.split("/")[0] ?? "";
      const byEntry = Object.values(entries).includes(target);
      if (to !== from && !(allowed.includes(to) && byEntry)) crossed.push(`${path} -> ${target}`);
    }
  }
  expect(crossed).toEqual([]);
});

it("has few modules of under 15 lines: a module is a concept", () => {
  const modules = files.filter((path) => !isTest(path) && !/\.config\.ts$|\.d\.ts$/.test(path));
  const small = modules.filter((path) => text(path).split("\n").length - 1 < 15);
  expect(small.length / modules.length, small.join(", ")).toBeLessThan(0.05);
});

/** What a browser may lack, refuse or never answer, and the only modules that may ask for it. */
const doors: { what: string; pattern: RegExp; only: readonly string[] }[] = [
  {
    what: "what only newer browsers or https have",
    pattern:
      /AbortSignal\.(?:any|timeout)\b|crypto\??\.(?:randomUUID|subtle)\b|\bstructuredClone\(|\b(?:Object|Map)\.groupBy\(|\bPromise\.(?:withResolvers|try)\b|\bArray\.fromAsync\b|\bIterator\.|\.(?:values|keys|entries)\(\)\s*\.(?:map|filter|some|every|find|reduce|take|drop|flatMap|toArray)\(|\bURL\.(?:canParse|parse)\(|\brequestIdleCallback\b|Uint8Array\.from(?:Base64|Hex)\b/,
    only: ["sdk/src/core/platform.ts"],
  },
  {
    what: "what a browser keeps, or tells other tabs",
    pattern: /\b(?:localStorage|sessionStorage|indexedDB)\b|new BroadcastChannel\b|from "idb-keyval"/,
    only: ["frontend/src/lib/storage.ts"],
  },
  {
    what: "what a browser may ask the person, or never answer",
    pattern: /\bnavigator\.(?:storage|clipboard|locks|share|credentials)\b|isSecureContext/,
    only: ["frontend/src/lib/device.ts"],
  },
  {
    what: "what a browser tells the person beside its pages",
    pattern: /\bNotification\.|new Notification\b|\bnavigator\.permissions\b|\bshowNotification\b/,
    only: ["frontend/src/lib/notifications.ts"],
  },
  {
    what: "what answers without a network",
    pattern: /\bnavigator\.serviceWorker\b/,
    only: ["frontend/src/app/offline.ts", "frontend/src/lib/notifications.ts"],
  },
];

/** The text of a module without its comments, which may speak of anything. */
const code = (path: string) => text(path).replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*/g, "");

it.each(doors)("asks for $what in one place", ({ pattern, only }) => {
  const asked = files.filter(
    (path) => /^(?:frontend|sdk)\/src\//.test(path) && !isTest(path) && pattern.test(code(path)),
  );
  expect(asked).toEqual(only);
});

it("links to a file of the site below whatever path the site is at", () => {
  const plain = files.filter(
    (path) => /^frontend\/src\//.test(path) && !isTest(path) && /<a\b[^>]*\bhref="\//.test(code(path)),
  );
  expect(plain, "Write href={siteFile(…)} (frontend/src/config/site.ts), or a Link to a page.").toEqual([]);
});

it("puts no figure into an empty box: it would look like what was typed", () => {
  const shown = files.filter(
    (path) =>
      /^frontend\/src\//.test(path) && !isTest(path) && /placeholder=(?:"\d|\{(?:String|format\w*)\()/.test(code(path)),
  );
  expect(shown, "Say it in the hint.").toEqual([]);
});

it("takes the time from the clock that the network puts right, not from the device", () => {
  const asked = files.filter(
    (path) =>
      /^frontend\/src\/(?:features|parts|flow)\//.test(path) &&
      !isTest(path) &&
      /\bDate\.now\(|new Date\(\)/.test(code(path)),
  );
  // How long somebody has waited is measured on the device.
  expect(asked).toEqual(["frontend/src/flow/TransactionStatusView.tsx"]);
});

/** The functions and constants of a module that draw something, with how many lines each is, in code that is formatted. */
function componentsOf(path: string): { name: string; lines: number }[] {
  const lines = text(path).split("\n");
  return lines.flatMap((line, start) => {
    const name = /^(?:export )?(?:default )?(?:function|const) ([A-Z]\w*)\b(?!.*;$)/.exec(line)?.[1];
    if (!name) return [];
    const end = lines.findIndex((each, index) => index >= start && /^[})\]]+;?$/.test(each));
    return [{ name, lines: end - start + 1 }];
  });
}

/** A module that does more than one thing on purpose says why in its head, before it imports: `@remarks Long because ...`. */
const hasReason = (path: string) => /^\/\*\*[^/]*@remarks [A-Z][^/]*\*\/\nimport/.test(text(path));

it("has no component over 150 lines, unless its head says why", () => {
  const drawn = files.filter((path) => path.startsWith("frontend/src/") && path.endsWith(".tsx") && !isTest(path));
  const components = drawn.flatMap((path) => componentsOf(path).map((component) => ({ path, ...component })));
  expect(components.length).toBeGreaterThan(300);
  const long = components.filter(({ path, lines }) => lines > 150 && !hasReason(path));
  expect(long.map(({ path, name, lines }) => `${path}: ${name}, ${lines} lines`)).toEqual([]);
});

it("has no module of the front end with more than 20 imports, unless its head says why", () => {
  const modules = files.filter((path) => path.startsWith("frontend/src/") && !isTest(path));
  const counts = modules.map((path) => ({ path, count: text(path).match(/^import\b/gm)?.length ?? 0 }));
  const many = counts.filter(({ path, count }) => count > 20 && !hasReason(path));
  expect(many.map(({ path, count }) => `${path}: ${count} imports`)).toEqual([]);
});

/** The files that docs/architecture.md says a walk touches, in its order, and how many it says they are. */
function walksTold(): { name: string; count: number; paths: string[] }[] {
  const told = text("docs/architecture.md").matchAll(
    /\*\*([^*]+)\.\*\*[^*]*?\n\n\*Touches (\d+) files:\*([\s\S]*?)(?:\n\n|$)/g,
  );
  return [...told].map(([, name = "", count, list = ""]) => ({
    name,
    count: Number(count),
    paths: [...list.matchAll(/`([^`]+)`/g)].map(([, path = ""]) =>
      /^(?:features|flow|lib|ui)\//.test(path) ? `frontend/src/${path}` : path,
    ),
  }));
}

const walks = walksTold();

it("tells the five walks", () => {
  expect(walks.map(({ name }) => name)).toEqual([
    "A dropped file to its stamp",
    "A purchase",
    "A payment to its row in a statement",
    "An event to a screen",
    "A bundle to its verdict",
  ]);
});

/** Also what it has by an entry of the SDK, which passes on what stands behind it. */
function reaches(path: string, target: string): boolean {
  const direct = graph.get(path) ?? [];
  return direct.some(
    (each) => each === target || (Object.values(entries).includes(each) && (graph.get(each) ?? []).includes(target)),
  );
}

it.each(walks)("$name touches the files that it is said to, and each leads to another", ({ count, paths }) => {
  expect(paths).toHaveLength(count);
  expect(new Set(paths).size).toBe(count);
  expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  // Contracts are called, workers and the watcher are started, and pages, handlers and Ponder's own files are begun with.
  const begins =
    /\.sol$|\.worker\.ts$|Page\.tsx$|\/watch\.ts$|^indexer\/(?:src\/(?:licences|offers|api\/index)|ponder\.schema)\.ts$/;
  const [first] = paths;
  const lone = paths.filter(
    (path) => path !== first && !begins.test(path) && !paths.some((other) => other !== path && reaches(other, path)),
  );
  expect(lone).toEqual([]);
});
