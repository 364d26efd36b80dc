import { isoTime } from "../model/time.ts";
import { visibleText } from "../model/words.ts";
import {
  dueOf,
  type Happening,
  happeningId,
  happeningInWords,
  pathOf,
  type Task,
  taskId,
  taskInWords,
} from "./task.ts";

export type WriteTasksParameters = {
  /** In the order in which they are to be read. */
  tasks: readonly Task[];
  /** Where the site is that the entries lead to, without a path, such as "https://colophon.example". */
  site: string;
  chainId: number;
  /** When it is written, in seconds since 1970. */
  time: number;
};

/** What a text must not hold as it is, by RFC 5545 3.3.11. */
const escaped = (text: string) =>
  visibleText(text)
    .replace(/[\\;,]/g, "\\$&")
    .replace(/\r?\n/g, "\\n");

const encoder = new TextEncoder();

/** A line of at most 75 octets, the rest in lines that begin with a space; never in the middle of a character. */
function folded(line: string): string {
  const lines = [""];
  let room = 75;
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (size > room) {
      lines.push("");
      room = 74;
    }
    lines[lines.length - 1] += character;
    room -= size;
  }
  return lines.join("\r\n ");
}

const utc = (seconds: number) => isoTime(seconds).replace(/[-:]/g, "");

/**
 * The days of an account's tasks as a calendar file (RFC 5545), with a reminder a week and a day before each. What has
 * no day is not in it. A task that is read again has the same name, so that importing a new file moves it.
 */
export function writeCalendar({ tasks, site, chainId, time }: WriteTasksParameters): string {
  const events = tasks.flatMap((task) => {
    const due = dueOf(task);
    if (due === undefined) return [];
    const { title, detail } = taskInWords(task, time);
    const url = `${site}${pathOf(task)}`;
    const alarm = (before: string) => [
      "BEGIN:VALARM",
      "ACTION:DISPLAY",
      `DESCRIPTION:${escaped(title)}`,
      `TRIGGER:-${before}`,
      "END:VALARM",
    ];
    return [
      "BEGIN:VEVENT",
      `UID:${taskId(task)}@${chainId}.colophon`,
      `DTSTAMP:${utc(time)}`,
      `DTSTART:${utc(due)}`,
      "DURATION:PT0S",
      `SUMMARY:${escaped(title)}`,
      `DESCRIPTION:${escaped(`${detail}\n${url}`)}`,
      `URL:${url}`,
      "TRANSP:TRANSPARENT",
      ...alarm("P7D"),
      ...alarm("P1D"),
      "END:VEVENT",
    ];
  });
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Colophon//Tasks//EN",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    "X-WR-CALNAME:Colophon",
    ...events,
    "END:VCALENDAR",
  ];
  return `${lines.map(folded).join("\r\n")}\r\n`;
}

const xml = (text: string) => visibleText(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/**
 * What waits for an account and what happened, as an Atom feed (RFC 4287), the latest first. A task has no moment at which
 * it arose, so it is dated with the writing.
 */
export function writeFeed(
  parameters: WriteTasksParameters & { account: string; happened: readonly Happening[] },
): string {
  const { tasks, happened, site, chainId, account, time } = parameters;
  const entry = (id: string, title: string, detail: string, path: string, at: number) =>
    [
      "  <entry>",
      `    <id>${xml(`${site}${path}#${encodeURIComponent(`${chainId}:${id}`)}`)}</id>`,
      `    <title>${xml(title)}</title>`,
      `    <updated>${isoTime(at)}</updated>`,
      `    <link href="${xml(`${site}${path}`)}"/>`,
      `    <summary>${xml(detail)}</summary>`,
      "  </entry>",
    ].join("\n");
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    `  <id>${xml(`${site}/#${chainId}:${account.toLowerCase()}`)}</id>`,
    "  <title>Colophon: what waits for you</title>",
    `  <updated>${isoTime(time)}</updated>`,
    `  <author><name>${xml(account)}</name></author>`,
    `  <link href="${xml(site)}/"/>`,
    ...tasks.map((task) => {
      const { title, detail } = taskInWords(task, time);
      return entry(taskId(task), title, detail, pathOf(task), time);
    }),
    ...happened.map((each) => {
      const title = happeningInWords(each);
      return entry(happeningId(each), title, `In block ${each.at.block}.`, pathOf(each), each.at.time);
    }),
    "</feed>",
    "",
  ].join("\n");
}
