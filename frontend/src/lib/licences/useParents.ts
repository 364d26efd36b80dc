import { type LicenceRecord, readLicence } from "@colophon/sdk";
import { useFinding } from "../chain/useFinding.ts";

/** The licences above a sublicence, the direct parent first. */
export function useParents(licence: Pick<LicenceRecord, "id" | "above"> | undefined) {
  return useFinding<LicenceRecord[]>({
    key: ["parents", licence?.id.toString()],
    enabled: licence !== undefined && licence.above.length > 0,
    read: async (context) => {
      const found = await Promise.all((licence?.above ?? []).map((id) => readLicence(context, id)));
      const parents: LicenceRecord[] = [];
      for (const each of found) {
        if (each.status !== "found") return each;
        parents.push(each.value);
      }
      const [first] = found;
      if (first?.status !== "found") throw new Error("There is no licence above.");
      return { status: "found", value: parents, block: first.block };
    },
  });
}
