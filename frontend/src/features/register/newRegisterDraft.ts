import { newPerson } from "./people/newPerson.ts";
import type { RegisterDraft } from "./RegisterDraft.ts";

export function newRegisterDraft(): RegisterDraft {
  return {
    version: 1,
    step: 0,
    content: undefined,
    description: { title: "", description: "", category: "", language: "", identifiers: [] },
    people: [newPerson({ share: "100" })],
    cover: undefined,
    preview: undefined,
    hidden: [],
    stampDeclined: false,
    registered: undefined,
  };
}
