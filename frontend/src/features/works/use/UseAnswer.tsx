import { forever, formatId, type LicenceRecord, type LicensedAnswer, type Permission } from "@colophon/sdk";
import { CircleCheck, CircleX } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { formatTime } from "../../../components/formatTime.ts";
import { licensedSentence } from "../../../lib/terms/licensedSentence.ts";

export type UseAnswerProps = { permission: Permission; use: string; country: string };

/** The contract's answer, with the licence that decides it. */
export function UseAnswer({ permission, use, country }: UseAnswerProps) {
  const { because, licence, answers, from, until } = permission;
  const when = until > from ? `from now until ${formatTime(until)}` : "now";
  switch (because) {
    case "controller":
      return (
        <Box yes>
          <p>
            <strong className="font-semibold">Yes.</strong> You control the work and need no licence, and no exclusive
            licence that you gave excludes you from “{use}” in {country} {when}.
          </p>
        </Box>
      );
    case "exclusive":
      return (
        <Box yes={false}>
          <p>
            <strong className="font-semibold">No, although you control the work.</strong> You licensed “{use}” in{" "}
            {country} exclusively, so not even you may use it {when}.{" "}
            {licence ? (
              <>
                <LicenceLink licence={licence} />{" "}
                {licence.end === forever ? "has no end." : `counts until just before ${formatTime(licence.end)}.`}
              </>
            ) : null}
          </p>
        </Box>
      );
    case "licence":
      return (
        <Box yes>
          <p>
            <strong className="font-semibold">Yes.</strong> Your{" "}
            {licence ? <LicenceLink licence={licence} lower /> : "licence"} allows “{use}” in {country} {when}, as its
            deed says.{" "}
            {licence && licence.end !== forever ? `It counts until just before ${formatTime(licence.end)}.` : ""}
          </p>
        </Box>
      );
    case "none":
      return (
        <Box yes={false}>
          <p>
            <strong className="font-semibold">Not under a licence you hold.</strong>{" "}
            {answers.length === 0 ? "You hold no licence of this work." : ""}
          </p>
          {answers.map((each) => (
            <p key={each.licence.id.toString()}>
              <LicenceLink licence={each.licence} />: <Reason licence={each.licence} answer={each.answer} use={use} />
            </p>
          ))}
        </Box>
      );
  }
}

function Reason({ licence, answer, use }: { licence: LicenceRecord; answer: LicensedAnswer; use: string }) {
  if (answer.decisive === licence.id) return <>{licensedSentence(answer.reason, use)}</>;
  return (
    <>
      it hangs below{" "}
      <Link href={`/licence/${formatId(answer.decisive, "licence")}`} className="link">
        licence {Number(answer.decisive & 0xffff_ffffn)}
      </Link>
      , which {answer.reason === "terminated" ? "was ended for a breach" : "has ended"} by that time, and it ends with
      that one.
    </>
  );
}

function LicenceLink({ licence, lower = false }: { licence: LicenceRecord; lower?: boolean }) {
  return (
    <Link href={`/licence/${formatId(licence.id, "licence")}`} className="link">
      {lower ? "licence" : "Licence"} {licence.serial}
    </Link>
  );
}

function Box({ yes, children }: { yes: boolean; children: ReactNode }) {
  const Icon = yes ? CircleCheck : CircleX;
  return (
    <div className={`flex gap-3 rounded-lg p-4 ${yes ? "bg-ok-wash" : "bg-sunk"}`}>
      <Icon aria-hidden="true" className={`mt-0.5 size-5 shrink-0 ${yes ? "text-ok" : "text-soft"}`} />
      <div className="grid min-w-0 gap-1">{children}</div>
    </div>
  );
}
