import { documents, FormatError } from "@colophon/sdk";
import { parseAgreement, type SignedAgreement } from "@colophon/sdk/agreements";

export type OpenedAgreement = { signed: SignedAgreement } | { problem: string };

/** An agreement from what somebody sent, or what is wrong with it. */
export function openAgreement(read: () => SignedAgreement): OpenedAgreement {
  try {
    return { signed: read() };
  } catch (error) {
    return {
      problem: error instanceof FormatError ? error.shortMessage : "It could not be read. Ask for it again.",
    };
  }
}

/** An agreement from a file that somebody chose, or what is wrong with it. */
export async function readAgreementFile(file: File): Promise<OpenedAgreement> {
  if (file.size > documents.agreement.maxBytes) {
    return { problem: "This file is too large to be an agreement. Choose another." };
  }
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    return openAgreement(() => parseAgreement(bytes));
  } catch {
    return { problem: "This file could not be read. Choose it again." };
  }
}
