#!/usr/bin/env node
/**
 * Ebb: a tide table from your own readings. See README.md.
 *
 *   node ebb.ts readings.csv [--from 2025-04-05] [--days 3]
 */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { parseArgs } from "node:util";

type Reading = { hours: number; height: number };
type Constituent = { name: string; speed: number; needs: number };
type Tide = { heightAt: (hours: number) => number; names: string[]; error: number };
type Turn = { hours: number; height: number; kind: "high" | "low" };

const hour = 3_600_000;
const blocks = "▁▂▃▄▅▆▇█";

/** What pulls, in degrees an hour, and how many days of readings it takes to tell it from those before it. */
const constituents: readonly Constituent[] = [
  { name: "M2", speed: 28.9841042, needs: 0 }, // the moon, twice a day
  { name: "K1", speed: 15.0410686, needs: 1.2 }, // moon and sun, once a day
  { name: "O1", speed: 13.9430356, needs: 13.7 }, // the moon, once a day
  { name: "S2", speed: 30, needs: 14.8 }, // the sun, twice a day
  { name: "N2", speed: 28.4397295, needs: 27.6 }, // the moon's distance
];

class Trouble extends Error {}

function readReadings(text: string): Reading[] {
  const readings: Reading[] = [];
  text.split(/\r?\n/).forEach((line, i) => {
    const [time = "", value = ""] = line.split(",").map((part) => part.trim());
    if (time === "" || (i === 0 && Number.isNaN(Date.parse(time)))) return;
    const [hours, height] = [Date.parse(time) / hour, Number(value)];
    if (Number.isNaN(hours)) throw new Trouble(`Line ${i + 1}: “${time}” is not a time such as 2025-03-03T05:40Z.`);
    if (value === "" || !Number.isFinite(height)) throw new Trouble(`Line ${i + 1}: “${value}” is not a height.`);
    readings.push({ hours, height });
  });
  return readings.sort((a, b) => a.hours - b.hours);
}

/** Finds the tide that misses the readings least (least squares). */
function fitTide(readings: readonly Reading[]): Tide {
  const [first, last] = [readings[0], readings.at(-1)];
  if (!first || !last || readings.length < 12) {
    throw new Trouble(`There are ${readings.length} readings; it takes 12 at least, and better 40.`);
  }
  const days = (last.hours - first.hours) / 24;
  if (days < 1) throw new Trouble("The readings cover less than a day. Go back to the gauge tomorrow.");
  const used = constituents.filter(({ needs }) => days >= needs).slice(0, Math.floor((readings.length - 1) / 4));
  const middle = (first.hours + last.hours) / 2;
  const row = (hours: number) => {
    const waves = used.map(({ speed }) => (speed * (hours - middle) * Math.PI) / 180);
    return [1, ...waves.flatMap((angle) => [Math.cos(angle), Math.sin(angle)])];
  };
  const rows = readings.map(({ hours }) => row(hours));
  const size = used.length * 2 + 1;
  const sums = Array.from({ length: size }, (_, i) => [
    ...Array.from({ length: size }, (_, k) => total(rows.map((cells) => cell(cells, i) * cell(cells, k)))),
    total(rows.map((cells, r) => cell(cells, i) * (readings[r]?.height ?? 0))),
  ]);
  const weights = solve(sums);
  const heightAt = (hours: number) => total(row(hours).map((value, i) => value * cell(weights, i)));
  const misses = readings.map(({ hours, height }) => (heightAt(hours) - height) ** 2);
  const error = Math.sqrt(total(misses) / Math.max(1, readings.length - size));
  return { heightAt, names: used.map(({ name }) => name), error };
}

/** Solves linear equations by elimination; each row ends with its right side. */
function solve(rows: number[][]): number[] {
  for (let i = 0; i < rows.length; i++) {
    const rest = rows.slice(i).sort((a, b) => Math.abs(cell(b, i)) - Math.abs(cell(a, i)));
    rows.splice(i, rest.length, ...rest);
    const pivot = rows[i] ?? [];
    if (Math.abs(cell(pivot, i)) < 1e-9) throw new Trouble("The readings are too much alike. Read at other hours too.");
    rows.forEach((other, k) => {
      if (k === i) return;
      const share = cell(other, i) / cell(pivot, i);
      for (let j = i; j < other.length; j++) other[j] = cell(other, j) - share * cell(pivot, j);
    });
  }
  return rows.map((cells, i) => cell(cells, rows.length) / cell(cells, i));
}

/** Where the water turns between two times: minute by minute, which is finer than any gauge. */
function turnsBetween({ heightAt }: Tide, from: number, to: number): Turn[] {
  const turns: Turn[] = [];
  const step = 1 / 60;
  for (let minute = 0; from + minute * step < to; minute++) {
    const hours = from + minute * step;
    const [before, here, after] = [heightAt(hours - step), heightAt(hours), heightAt(hours + step)];
    if (here > before && here >= after) turns.push({ hours, height: here, kind: "high" });
    if (here < before && here <= after) turns.push({ hours, height: here, kind: "low" });
  }
  return turns;
}

function drawDay({ heightAt }: Tide, from: number, low: number, high: number): string {
  const halves = Array.from({ length: 48 }, (_, i) => heightAt(from + i / 2));
  return halves
    .map((height) => blocks[Math.min(7, Math.max(0, Math.floor(((height - low) / (high - low)) * 8)))])
    .join("");
}

function cell(cells: readonly number[], i: number): number {
  return cells[i] ?? 0;
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function main(): string {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { from: { type: "string" }, days: { type: "string", default: "3" } },
  });
  const [file] = positionals;
  if (!file) throw new Trouble("Name a file of readings: node ebb.ts readings.csv [--from 2025-04-05] [--days 3]");
  const readings = readReadings(readFileSync(file, "utf8"));
  const tide = fitTide(readings);
  const days = Number(values.days);
  if (!Number.isInteger(days) || days < 1 || days > 31) throw new Trouble("--days takes a whole number from 1 to 31.");
  const start = values.from === undefined ? (readings.at(-1)?.hours ?? 0) * hour : Date.parse(values.from);
  if (Number.isNaN(start)) throw new Trouble(`--from takes a day such as 2025-04-05, not “${values.from}”.`);
  const midnight = Math.floor(start / hour / 24) * 24;

  const turns = turnsBetween(tide, midnight, midnight + days * 24);
  const heights = turns.map(({ height }) => height);
  const [low, high] = [Math.min(...heights), Math.max(...heights)];
  const place = basename(file)
    .replace(/\.\w+$/, "")
    .replaceAll("-", " ");
  const span = (((readings.at(-1)?.hours ?? 0) - (readings[0]?.hours ?? 0)) / 24).toFixed(1);
  const lines = [
    `${place}: ${readings.length} readings over ${span} days`,
    `fitted with ${tide.names.join(", ")}; off by ${tide.error.toFixed(2)} m as a rule`,
  ];
  for (let day = 0; day < days; day++) {
    const from = midnight + day * 24;
    const table = turns
      .filter(({ hours }) => hours >= from && hours < from + 24)
      .map(({ hours, height, kind }) => {
        const time = new Date(Math.round(hours * 60) * 60_000).toISOString().slice(11, 16);
        return `${time} ${kind} ${height.toFixed(1)}`;
      });
    const date = new Date(from * hour).toISOString().slice(0, 10);
    lines.push("", `${date}  ${drawDay(tide, from, low, high)}`, `            ${table.join("   ")}`);
  }
  return [...lines, "", "Times are UTC. Do not navigate by this."].join("\n");
}

try {
  process.stdout.write(`${main()}\n`);
} catch (error) {
  const sentence = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 1;
}
