import { zeroAddress, zeroHash } from "viem";
import { describe, expect, it } from "vitest";
import { licenceIdOf } from "../model/ids.ts";
import { day } from "../model/time.ts";
import { writeCalendar, writeFeed } from "./calendar.ts";
import { type Happening, inOrderOfUrgency, type Task, taskId, taskInWords, urgencyOf } from "./task.ts";

const work = { id: 5n, name: "The Salt, Almanac" };
const licence = licenceIdOf({ work: 5n, serial: 3 });
const of = { licence, work };
const now = 1_800_000_000;
const eth = { symbol: "ETH", decimals: 18 };
const sum = { amount: 15n * 10n ** 17n, currency: zeroAddress, known: eth } as const;
const notice: Task = { kind: "notice", ...of, side: "holder", state: "given", due: now + 3 * day };
const report: Task = { kind: "report", ...of, period: 1, from: now + 10 * day, due: now + 24 * day };
const money: Task = { kind: "money", sums: [sum] };
const ending: Task = { kind: "ending", ...of, due: now + 90 * day };

describe("a task", () => {
  it("is done first if a right is at risk, and has no hurry before its time", () => {
    expect([report, ending].map((task) => urgencyOf(task, now))).toEqual(["later", "later"]);
    expect(urgencyOf(report, now + 10 * day)).toBe("now");
    expect(urgencyOf(report, now + 24 * day)).toBe("late");
    expect(urgencyOf(ending, now + 30 * day)).toBe("now");
    expect(inOrderOfUrgency([ending, money, report, notice], now)).toEqual([notice, money, report, ending]);
  });

  it("says what to do, of what, and what follows", () => {
    expect(taskInWords(notice, now, true).title).toBe("Put right the breach of this licence");
    expect(taskInWords(notice, now).title).toBe("Put right the breach of licence 3 of “The Salt, Almanac”");
    expect(taskInWords(notice, now).detail).toMatch(/cured until 2027-/);
    expect(taskInWords({ ...notice, due: now }, now).detail).toMatch(/at any moment/);
    expect(taskInWords(money, now).title).toBe("Take out 1.5 ETH");
    expect(taskInWords({ ...ending, work: { id: 5n, name: "\u200b" } }, now).title).toBe(
      "Licence 3 of “Work 00000000” ends",
    );
    const unknown = { ...sum, currency: `0x${"ab".repeat(20)}`, known: undefined } as const;
    expect(taskInWords({ kind: "debt", ...of, sum: unknown }, now).title).toMatch(/smallest unit of the token 0xabab/);
  });

  it("keeps its name while it stands, and two have two", () => {
    const all = [notice, report, money, ending, { ...notice, side: "licensor" as const }];
    expect(new Set(all.map(taskId)).size).toBe(all.length);
    expect(taskId(report)).toBe(taskId({ ...report, due: report.due + 1 }));
  });
});

describe("a calendar", () => {
  const written = writeCalendar({ tasks: [report, money], site: "https://site.test", chainId: 1, time: now });

  it("holds what has a day, with reminders, in lines that a calendar takes", () => {
    expect(written.match(/BEGIN:VEVENT/g)).toHaveLength(1);
    expect(written.match(/TRIGGER:-P7D|TRIGGER:-P1D/g)).toHaveLength(2);
    expect(written).toContain("DTSTART:20270208T080000Z\r\n");
    for (const line of written.split("\r\n")) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
    const whole = written.replaceAll("\r\n ", "");
    expect(whole).toContain("SUMMARY:Report period 2 of licence 3 of “The Salt\\, Almanac”");
    expect(whole).toContain("URL:https://site.test/licence/");
  });

  it("lets no title of a stranger begin a line of its own", () => {
    const evil = { ...ending, work: { id: 5n, name: "A\r\nEND:VCALENDAR\u2028\u202e" } };
    const lines = writeCalendar({ tasks: [evil], site: "https://site.test", chainId: 1, time: now }).split("\r\n");
    expect(lines.filter((line) => line === "END:VCALENDAR")).toHaveLength(1);
  });
});

it("writes a feed that strangers' titles cannot break", () => {
  const at = { block: 9, time: now - day, transaction: zeroHash };
  const sale: Happening = {
    kind: "sale",
    licence,
    work: { id: 5n, name: "<b>&" },
    buyer: zeroAddress,
    seats: 1,
    sum,
    at,
  };
  const feed = writeFeed({
    ...{ tasks: [notice], happened: [sale], site: "https://site.test", chainId: 1, time: now, account: zeroAddress },
  });
  const parts = feed.match(/<title>.*<\/title>/g);
  expect(parts).toHaveLength(3);
  expect(parts?.[2]).toBe("<title>Sold licence 3 of “&#60;b&#62;&#38;” for 1.5 ETH</title>");
});
