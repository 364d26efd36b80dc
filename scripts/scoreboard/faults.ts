/** What can be lost where a fault is not held. */
const stakes = ["money", "twice", "certificate"] as const;

export type Stake = (typeof stakes)[number];

/** A line of test/FAULTS.md: in the middle of a flow something goes wrong, and tests make it go wrong there. */
export type FaultLine = { flow: string; fault: string; stake: Stake; file: string; tests: string };

const isStake = (text: string): text is Stake => stakes.some((stake) => stake === text);

/** The lines of the tables. Throws an error that names a line whose stake is none. */
export function faultsOf(legend: string): FaultLine[] {
  const rows = legend.matchAll(/^\| ([a-z ]+) \| ([a-z ]+) \| ([a-z]+) \| `([^`]+)` \| (.+) \|$/gm);
  return Array.from(rows, ([, flow = "", fault = "", stake = "", file = "", tests = ""]) => {
    if (!isStake(stake)) throw new Error(`“${stake}” is no stake: ${flow}, ${fault}. One of ${stakes.join(", ")} is.`);
    return { flow, fault, stake, file, tests };
  });
}

/** The flows and the faults that the head of the page names. */
export function namedIn(legend: string): { flows: string[]; faults: string[] } {
  const of = (name: string) => new RegExp(`- \\*\\*${name}\\*\\*: ([^]*?)\\n(?=- |\\n)`).exec(legend)?.[1] ?? "";
  const bare = (text: string) => text.replaceAll(/\s+/g, " ");
  const list = (text: string) => text.split(",").map((word) => word.trim());
  const faults = Array.from(bare(of("Faults")).matchAll(/\(([^)]*)\)/g), ([, inside = ""]) => list(inside)).flat();
  return { flows: list(bare(of("Flows")).replaceAll(/ \([^)]*\)|\.$/g, "")), faults };
}

/** Whether a test's name, as a runner tells it, is one of a line's. It may stand behind the names of what it is within. */
export function isOf({ tests }: Pick<FaultLine, "tests">, name: string): boolean {
  const pattern = tests
    .split("…")
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .join(".*");
  return new RegExp(`(?:^|\\s)${pattern}`).test(name);
}

/** Which suite runs a file, by its folder. */
export function suiteOf({ file }: Pick<FaultLine, "file">): string {
  const [first, second] = file.split("/");
  return first === "test" ? (second ?? "") : (first ?? "");
}
