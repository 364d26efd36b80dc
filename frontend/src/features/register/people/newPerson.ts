import type { Person } from "./Person.ts";

export function newPerson(changes: Partial<Person> = {}): Person {
  return { id: crypto.randomUUID(), name: "", role: "", ownRole: "", account: "", share: "", ...changes };
}
