import { describe, expect, it } from "vitest";
import { parseUtcDay } from "./time.ts";
import { dayIn, isoTimeIn, startOfDayIn } from "./zones.ts";

const at = (text: string) => Date.parse(text) / 1000;

describe("time zones", () => {
  it("keep a sale on New Year's Eve in New York in its year", () => {
    const sale = at("2026-12-31T23:30:00-05:00");
    expect(dayIn(sale, "UTC")).toBe("2027-01-01");
    expect(dayIn(sale, "America/New_York")).toBe("2026-12-31");
    expect(isoTimeIn(sale, "America/New_York")).toBe("2026-12-31T23:30:00-05:00");
    expect(isoTimeIn(sale, "UTC")).toBe("2027-01-01T04:30:00Z");
    expect(isoTimeIn(sale, "Asia/Kathmandu")).toBe("2027-01-01T10:15:00+05:45");
  });

  it.each([
    ["2027-01-01", "America/New_York", "2027-01-01T00:00:00-05:00"],
    ["2026-07-01", "America/New_York", "2026-07-01T00:00:00-04:00"],
    ["2026-03-29", "Europe/Berlin", "2026-03-29T00:00:00+01:00"],
    ["2026-03-30", "Europe/Berlin", "2026-03-30T00:00:00+02:00"],
    ["2026-10-26", "Europe/Berlin", "2026-10-26T00:00:00+01:00"],
    ["2026-04-06", "Pacific/Kiritimati", "2026-04-06T00:00:00+14:00"],
    // Clocks in Beirut sprang from midnight to one on this day in 2022.
    ["2022-03-27", "Asia/Beirut", "2022-03-27T01:00:00+03:00"],
    ["2026-04-06", "UTC", "2026-04-06T00:00:00Z"],
  ])("begin the day %s in %s at %s", (day, zone, begins) => {
    expect(startOfDayIn(parseUtcDay(day) as number, zone)).toBe(at(begins));
  });

  it("that do not exist are refused by name", () => {
    expect(() => dayIn(0, "Atlantis/Port")).toThrow(/There is no time zone “Atlantis\/Port”/);
  });
});
