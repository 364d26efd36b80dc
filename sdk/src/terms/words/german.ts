import { grouped, wordFor } from "../../model/numbers.ts";
import { durationParts } from "../../model/time.ts";
import { inList } from "../../model/words.ts";
import type { TerritoryCode } from "../territories.ts";
import type { LicenceWords } from "./english.ts";

const number = (value: number | bigint | string) => grouped(value).replaceAll(",", ".");

/** A number with its noun. */
const count = (value: number, one: string, other: string) => `${number(value)} ${wordFor(value, one, other)}`;

/** In the dative, as the sentences below need it. */
const durationUnits = {
  day: ["Tag", "Tagen"],
  hour: ["Stunde", "Stunden"],
  minute: ["Minute", "Minuten"],
  second: ["Sekunde", "Sekunden"],
} as const;

function duration(seconds: number): string {
  const parts = durationParts(seconds).map((part) => {
    const [one, other] = durationUnits[part.unit];
    return count(part.count, one, other);
  });
  return inList(parts, "und");
}

/** Names of territories, in the order of territories.ts. */
const names =
  "AD Andorra|AE Vereinigte Arabische Emirate|AF Afghanistan|AG Antigua und Barbuda|AI Anguilla|AL Albanien|AM Armenien|AO Angola|AQ Antarktis|AR Argentinien|AS Amerikanisch-Samoa|AT Österreich|AU Australien|AW Aruba|AX Ålandinseln|AZ Aserbaidschan|BA Bosnien und Herzegowina|BB Barbados|BD Bangladesch|BE Belgien|BF Burkina Faso|BG Bulgarien|BH Bahrain|BI Burundi|BJ Benin|BL St. Barthélemy|BM Bermuda|BN Brunei|BO Bolivien|BQ Karibische Niederlande|BR Brasilien|BS Bahamas|BT Bhutan|BV Bouvetinsel|BW Botsuana|BY Belarus|BZ Belize|CA Kanada|CC Kokosinseln|CD Kongo (Demokratische Republik)|CF Zentralafrikanische Republik|CG Kongo (Republik)|CH Schweiz|CI Côte d'Ivoire|CK Cookinseln|CL Chile|CM Kamerun|CN China|CO Kolumbien|CR Costa Rica|CU Kuba|CV Cabo Verde|CW Curaçao|CX Weihnachtsinsel|CY Zypern|CZ Tschechien|DE Deutschland|DJ Dschibuti|DK Dänemark|DM Dominica|DO Dominikanische Republik|DZ Algerien|EC Ecuador|EE Estland|EG Ägypten|EH Westsahara|ER Eritrea|ES Spanien|ET Äthiopien|FI Finnland|FJ Fidschi|FK Falklandinseln|FM Mikronesien|FO Färöer|FR Frankreich|GA Gabun|GB Vereinigtes Königreich|GD Grenada|GE Georgien|GF Französisch-Guayana|GG Guernsey|GH Ghana|GI Gibraltar|GL Grönland|GM Gambia|GN Guinea|GP Guadeloupe|GQ Äquatorialguinea|GR Griechenland|GS Südgeorgien und die Südlichen Sandwichinseln|GT Guatemala|GU Guam|GW Guinea-Bissau|GY Guyana|HK Hongkong|HM Heard und McDonaldinseln|HN Honduras|HR Kroatien|HT Haiti|HU Ungarn|ID Indonesien|IE Irland|IL Israel|IM Isle of Man|IN Indien|IO Britisches Territorium im Indischen Ozean|IQ Irak|IR Iran|IS Island|IT Italien|JE Jersey|JM Jamaika|JO Jordanien|JP Japan|KE Kenia|KG Kirgisistan|KH Kambodscha|KI Kiribati|KM Komoren|KN St. Kitts und Nevis|KP Nordkorea|KR Südkorea|KW Kuwait|KY Kaimaninseln|KZ Kasachstan|LA Laos|LB Libanon|LC St. Lucia|LI Liechtenstein|LK Sri Lanka|LR Liberia|LS Lesotho|LT Litauen|LU Luxemburg|LV Lettland|LY Libyen|MA Marokko|MC Monaco|MD Moldau|ME Montenegro|MF St. Martin|MG Madagaskar|MH Marshallinseln|MK Nordmazedonien|ML Mali|MM Myanmar|MN Mongolei|MO Macau|MP Nördliche Marianen|MQ Martinique|MR Mauretanien|MS Montserrat|MT Malta|MU Mauritius|MV Malediven|MW Malawi|MX Mexiko|MY Malaysia|MZ Mosambik|NA Namibia|NC Neukaledonien|NE Niger|NF Norfolkinsel|NG Nigeria|NI Nicaragua|NL Niederlande|NO Norwegen|NP Nepal|NR Nauru|NU Niue|NZ Neuseeland|OM Oman|PA Panama|PE Peru|PF Französisch-Polynesien|PG Papua-Neuguinea|PH Philippinen|PK Pakistan|PL Polen|PM St. Pierre und Miquelon|PN Pitcairninseln|PR Puerto Rico|PS Palästina|PT Portugal|PW Palau|PY Paraguay|QA Katar|RE Réunion|RO Rumänien|RS Serbien|RU Russland|RW Ruanda|SA Saudi-Arabien|SB Salomonen|SC Seychellen|SD Sudan|SE Schweden|SG Singapur|SH St. Helena, Ascension und Tristan da Cunha|SI Slowenien|SJ Spitzbergen und Jan Mayen|SK Slowakei|SL Sierra Leone|SM San Marino|SN Senegal|SO Somalia|SR Suriname|SS Südsudan|ST São Tomé und Príncipe|SV El Salvador|SX Sint Maarten|SY Syrien|SZ Eswatini|TC Turks- und Caicosinseln|TD Tschad|TF Französische Süd- und Antarktisgebiete|TG Togo|TH Thailand|TJ Tadschikistan|TK Tokelau|TL Timor-Leste|TM Turkmenistan|TN Tunesien|TO Tonga|TR Türkei|TT Trinidad und Tobago|TV Tuvalu|TW Taiwan|TZ Tansania|UA Ukraine|UG Uganda|UM Kleinere Amerikanische Überseeinseln|US Vereinigte Staaten|UY Uruguay|UZ Usbekistan|VA Vatikanstadt|VC St. Vincent und die Grenadinen|VE Venezuela|VG Britische Jungferninseln|VI Amerikanische Jungferninseln|VN Vietnam|VU Vanuatu|WF Wallis und Futuna|WS Samoa|YE Jemen|YT Mayotte|ZA Südafrika|ZM Sambia|ZW Simbabwe";

const alone =
  "Durch die Verträge erhält niemand sonst eine Lizenz an diesem Eintrag des Werks, die sich mit dieser in einer Handlung, einem Zweck, einem Gebiet, dem Feld und der Zeit überschneidet, ausgenommen die Lizenzen über ihr und Unterlizenzen unter ihr. Eine Lizenz für jedes Feld überschneidet sich im Feld mit jeder. Die Verträge gehen nach diesen Listen und nach diesem Eintrag: Sie sehen keine Lizenzen, die anderswo erteilt wurden, keine anderen Einträge desselben Inhalts und keine Nutzungen, die sich in der Sache überschneiden. Der Lizenzgeber erklärt, dass keine anderswo erteilte Lizenz und kein anderer Eintrag desselben Inhalts im Weg steht, und erteilt und schafft keine solchen.";

const ownWork =
  "Sie dürfen im Rahmen der lizenzierten Nutzungen und Zwecke neue Werke aus dem Werk schaffen, etwa Bearbeitungen, Übersetzungen und Remixe, ohne die Ehre oder den Ruf des Urhebers zu verletzen. Was Sie hinzufügen, gehört Ihnen. Solange diese Lizenz in Kraft ist, dürfen Sie ein solches Werk in Colophon als aus diesem entstanden eintragen. Die Verträge lassen zu, dass ein so eingetragenes Werk auch nach dem Ende lizenziert wird; ob es nach einem Verstoß noch genutzt werden darf, richtet sich nach dem Gesetz.";

const remedies = "Bei einem Verstoß hat der Lizenzgeber die anderen Rechte, die das Gesetz ihm gibt.";

/** The words of licence texts in German; see english.ts. */
export const german: LicenceWords = {
  name: "Deutsch",
  list: (items) => inList(items, "und"),
  number,
  decimal: (text) => {
    const [whole = "0", fraction] = text.split(".");
    return `${number(whole)}${fraction === undefined ? "" : `,${fraction}`}`;
  },
  durationOf: duration,
  months: (months) => count(months, "Kalendermonat", "Kalendermonaten"),
  quoted: (text) => `„${text}“`,

  uses: {
    keep: "das Werk behalten, kopieren und innerhalb Ihres Haushalts oder Ihrer Organisation weitergeben",
    print: "das Werk in Büchern, Zeitschriften, Zeitungen und anderen Veröffentlichungen drucken und diese verbreiten",
    "show-online": "das Werk auf Websites, in Apps, in Newslettern und in sozialen Medien zeigen",
    download: "andere Kopien des Werks herunterladen lassen, etwa E-Books, Dateien und Vorlagen",
    stream: "das Werk öffentlich streamen und senden, live und auf Abruf",
    perform: "das Werk öffentlich aufführen, abspielen, zeigen und ausstellen, mit oder ohne Eintrittsgeld",
    film: "das Werk in Filme, Serien und Videos aufnehmen und, wo es Ton ist, mit Bildern verbinden",
    record: "Tonaufnahmen des Werks und Kopien davon herstellen",
    game: "das Werk in Spiele und andere Software aufnehmen und als deren Teil verbreiten",
    goods: "das Werk auf Waren anbringen, etwa auf Kleidung, Postern und Spielzeug, und diese verkaufen oder abgeben",
    manufacture:
      "Erzeugnisse nach dem Werk herstellen, wo es ein Design oder eine Erfindung ist, die Erfindung anwenden und das Hergestellte verkaufen, einführen und gebrauchen",
    run: "das Werk, wo es Software ist, auf Ihren Geräten und für Ihre Nutzer ausführen",
    mark: "das Werk als Namen, Logo oder anderes Zeichen für Waren, Dienstleistungen oder Orte benutzen",
    "know-how": "nutzen, was das Werk Ihnen vertraulich offenbart, und es geheim halten",
    translate: "das Werk in andere Sprachen übersetzen",
    adapt: "neue Werke schaffen, die auf dem Werk beruhen, etwa Arrangements, Fortsetzungen und Remixe",
    train:
      "das Werk kopieren und auswerten, um Modelle des maschinellen Lernens zu trainieren, nachzutrainieren und zu bewerten",
    mine: "das Werk kopieren und maschinell auswerten, um Muster, Trends und Tatsachen darin zu finden, nicht aber um Modelle zu trainieren, die Werke erzeugen",
    prompt:
      "das Werk Modellen des maschinellen Lernens als Eingabe oder Vorlage geben und nutzen, was sie daraus erzeugen",
    extract: "wesentliche Teile des Werks, wo es eine Datenbank ist, entnehmen und weiterverwenden",
    lend: "Kopien des Werks verleihen und vermieten",
    "sell-copies": "Kopien des Werks als solchen unverändert herstellen und verkaufen",
    tokenise: "Token herstellen und verkaufen, die für Kopien des Werks stehen",
  },
  purposes: {
    private: "für sich und Ihren Haushalt, ohne jeden gewerblichen Zweck",
    internal: "innerhalb Ihrer Organisation, für deren eigene Arbeit",
    teaching: "in Unterricht, Ausbildung und Studium",
    research: "in der Forschung und um deren Ergebnisse zu zeigen",
    editorial: "in Nachrichten, Besprechungen, Dokumentationen und Kommentaren",
    advertising: "um für Produkte, Dienstleistungen und Organisationen zu werben",
    commercial: "in Produkten und Dienstleistungen, für die andere bezahlen, außer redaktionellen und außer Werbung",
    "non-commercial": "für die Öffentlichkeit, wo niemand bezahlt und für nichts geworben wird",
  },
  seats: {
    person:
      "Ein Platz ist eine Person, die das Werk nutzt. Die Person darf wechseln, doch nutzen es nie mehr Personen zugleich, als es Plätze gibt.",
    organisation: "Ein Platz ist eine Organisation mit allen, die für sie arbeiten.",
    product:
      "Ein Platz ist ein fertiges Produkt oder Projekt, etwa ein Film, ein Buch, ein Spiel oder eine Kampagne, in beliebig vielen Kopien.",
    copy: "Ein Platz ist eine Kopie des Werks, die Sie haben oder abgeben dürfen.",
    place: "Ein Platz ist ein Ort, etwa ein Geschäft, eine Schule oder eine Bühne, an dem das Werk genutzt wird.",
  },
  territories: Object.fromEntries(names.split("|").map((entry) => [entry.slice(0, 2), entry.slice(3)])) as Record<
    TerritoryCode,
    string
  >,

  titles: {
    licence: "Lizenz",
    may: "Was Sie dürfen",
    where: "Wo",
    mayNot: "Was Sie nicht dürfen",
    howLong: "Wie lange",
    howMany: "Für wie viele",
    changes: "Änderungen und neue Werke",
    passingOn: "Weitergabe",
    credit: "Nennung",
    money: "Was Sie zahlen und melden",
    ending: "Vorzeitiges Ende",
    others: "Rechte anderer",
    liability: "Wer wofür einsteht",
    annexes: "Anlagen",
    enforcement: "Was die Verträge durchsetzen, und was als Vereinbarung bindet",
    law: "Recht und Mitteilungen",
    notThis: "Was dies nicht ist",
  },

  opening: {
    generated: "Dies ist der Text einer Lizenz.",
    own: (document) =>
      `Dies ist das Deckblatt einer Lizenz. Ihr Text ist ein Dokument der Parteien: ${document}. Dieses Dokument sagt, was der Lizenzgeber und Sie vereinbaren. Colophon hat es nicht geschrieben, und niemand außer den Parteien wacht darüber.`,
    ownBesides:
      "Was folgt, ist das, wonach die Verträge gehen. Wo das Dokument der Parteien etwas anderes sagt, bindet es den Lizenzgeber und Sie untereinander; die Verträge lesen es nicht und gehen nach der Liste unten.",
    work: "„Das Werk“ ist das Werk, zu dem das Lizenztoken gehört, in den Fassungen, die sein Eintrag, „dieser Eintrag“, beim Verkauf der Lizenz enthält, und in denen, die ihm später hinzugefügt werden. „Die Verträge“ sind die Programme von Colophon auf der Blockchain, die das Token ausgegeben haben, und unter ihnen sind „die Regeln“ dasjenige, das die Bedingungen nennen, wenn sie eines nennen. „Sie“ sind der Inhaber des Tokens.",
    licensor:
      "„Der Lizenzgeber“ ist, wer diese Lizenz erteilen kann: das Konto, das über das Werk verfügt, oder bei einer Unterlizenz das Konto, das die Lizenz über ihr hält, und die Person hinter diesem Konto. Geht das auf ein anderes Konto über, so ist von da an ein anderer der Lizenzgeber und übernimmt, was hier versprochen ist; wer es versprochen hat, steht weiter dafür ein.",
  },

  may: {
    begin: "Vom Anfang bis zum Ende der Laufzeit dürfen Sie:",
    purposes: "Sie dürfen dies tun:",
    both: "Was Sie tun, muss in der ersten Liste stehen, und wofür Sie es tun, in der zweiten.",
    needed:
      "Sie dürfen tun, ohne was keine dieser Nutzungen auskommt, etwa Kopien herstellen. Sie dürfen andere für sich handeln lassen, nur für Ihre Zwecke, und stehen für deren Handeln ein.",
    uses: (sentences) => `Sie dürfen ${sentences}.`,
    usesFor: (sentences) => `Sie dürfen dies tun: ${sentences}.`,
  },

  where: {
    worldwide: "Sie dürfen das Werk überall auf der Welt nutzen.",
    only: (places) =>
      `Sie dürfen das Werk in diesen Gebieten nutzen und nirgends sonst: ${places}. Was Sie online stellen, wird überall dort genutzt, wo es sich an Menschen richtet.`,
  },

  field: {
    all: "Sie gilt für jedes Feld: jede Sprache, jedes Format, jede Warengruppe und jedes Projekt.",
    one: (field) => `Sie gilt nur für ein Feld: ${field}.`,
  },

  duration: {
    begins:
      "Die Laufzeit beginnt mit dem Anfang, den das Lizenztoken festhält: dem Verkauf oder einem späteren Zeitpunkt, den das Angebot genannt hat.",
    forever: "Sie hat kein Ende, dauert aber nicht länger als die Rechte am Werk.",
    lasts: (time) =>
      `Sie endet nach ${time}, und um ebenso viel später für jeden Zeitraum, der durch Verlängerung gekauft wird. Eine Verlängerung braucht ein offenes Angebot des Lizenzgebers zu denselben Bedingungen und kostet, was dieses Angebot verlangt. Niemand schuldet Ihnen eines. Das Ende, das das Token festhält, ist der erste Augenblick, in dem Sie nicht mehr lizenziert sind.`,
  },

  exclusivity: {
    "non-exclusive":
      "Die Erlaubnis ist einfach, nicht ausschließlich: Der Lizenzgeber darf das Werk nutzen und es jetzt oder später anderen lizenzieren.",
    sole: `Die Erlaubnis ist alleinig. ${alone} Der Lizenzgeber darf das Werk weiter nutzen.`,
    exclusive: `Die Erlaubnis ist ausschließlich. ${alone} Auch der Lizenzgeber nutzt das Werk nicht auf diese Weise.`,
  },

  transfer: {
    no: "Das Lizenztoken kann nicht übertragen werden. Es bleibt bei dem Konto, das es zuerst erhalten hat.",
    yes: "Sie dürfen das Lizenztoken übertragen. Der neue Inhaber hat dann diese Lizenz für den Rest der Laufzeit, und Sie haben sie nicht mehr. Sie kann nicht geteilt werden.",
    duties:
      "Die Verträge übertragen es nur auf ein Konto, das es selbst übernimmt oder erklärt hat, es zu übernehmen: mit seinen Pflichten und dem, was darunter unbezahlt ist. Sie stehen weiter für das ein, was vorher fällig war.",
    agents:
      "Durch die Verträge dürfen Sie bis zu einem Zeitpunkt, den Sie wählen, Vertreter benennen. Sie können in Sachen dieser Lizenz für Sie handeln, sie aber nicht übertragen oder zurückgeben, und Sie stehen für deren Handeln ein.",
  },

  sublicences: {
    none: "Sie dürfen anderen unter dieser Lizenz keine Lizenzen erteilen.",
    some: (levels) =>
      `Sie dürfen anderen durch die Verträge Unterlizenzen erteilen, für alles oder einen Teil dessen, was diese Lizenz erlaubt. ${wordFor(levels, "Ihre Unterlizenznehmer dürfen keine weiteren erteilen.", `Sie dürfen bis ${levels} Stufen unter dieser Lizenz erteilt werden.`)} Eine Unterlizenz erlaubt nichts, was diese Lizenz nicht erlaubt, dauert nicht länger und zählt auf deren Plätze. Endet diese Lizenz, aus welchem Grund auch immer, so enden die Unterlizenzen unter ihr mit ihr.`,
    noShare: "Da es keine Unterlizenzen gibt, wird kein Anteil an ihnen geschuldet.",
    keepAll: "Sie behalten alles, was Sie durch die Verträge aus Unterlizenzen erreicht.",
    share: (percent) =>
      `Von allem, was diese Lizenz durch die Verträge aus Unterlizenzen erreicht, ob Preise, Verlängerungen oder Zahlungen auf Meldungen, gehen ${percent} % nach oben, und den Rest behalten Sie. Was nach oben geht, geht an den Inhaber der Lizenz über dieser, wenn es eine gibt, und wird wieder so geteilt, wie jene Lizenz es sagt; was am Ende bleibt, geht an die Inhaber der Tantiemenanteile des Werks.`,
    falls: "Ist dies eine Unterlizenz, so endet sie mit jeder Lizenz über ihr, wodurch auch immer jene endet.",
    fallsForOthers:
      "Sie kann unter einer Lizenz erteilt sein, die wegen eines Verstoßes anderer beendet werden kann, und fällt mit ihr, obwohl Sie nichts falsch gemacht haben.",
    safeParent:
      "Die Verträge lassen nicht zu, dass sie unter einer Lizenz angeboten wird, die Regeln beenden können oder die mit einer über ihr fällt.",
    noneToPass: "Es gibt keine Unterlizenzen, die Bedingungen haben könnten.",
    passesDown:
      "Eine Unterlizenz muss dieselben Regeln und Bedingungen haben wie diese Lizenz und sie ihrerseits weitergeben.",
    passesNothing:
      "Eine Unterlizenz kann andere Bedingungen haben als diese Lizenz, oder keine, wenn sie sagt, dass sie mit dieser fällt.",
  },

  changes: {
    yes: "Sie dürfen das Werk ändern, soweit die lizenzierten Nutzungen es verlangen, ohne die Ehre oder den Ruf des Urhebers zu verletzen.",
    no: "Sie dürfen das Werk nicht ändern, außer soweit eine lizenzierte Nutzung es technisch verlangt, etwa in Größe, Format oder Auflösung.",
    copies:
      "Für maschinelles Lernen dürfen Kopien geteilt, mit Markierungen versehen und in andere Formate gebracht werden; das ist keine Änderung des Werks.",
    moral:
      "Der Urheber behält die Urheberpersönlichkeitsrechte, auf die er nach dem Gesetz nicht verzichten kann, etwa das Recht auf Nennung und das Recht, sich gegen Verletzungen seiner Ehre zu wehren.",
  },

  newWorks: {
    none: "Sie dürfen keine neuen Werke aus dem Werk schaffen, etwa Bearbeitungen, Übersetzungen und Remixe, und keine als aus ihm entstanden eintragen.",
    allowed: ownWork,
    "share-alike": `${ownWork} Ist es eingetragen, so kann es durch die Verträge nur zu genau den Bedingungen dieser Lizenz angeboten werden.`,
    noCount: "Da keine neuen Werke geschaffen werden dürfen, werden keine gezählt.",
    anyNumber: "Sie dürfen unter dieser Lizenz beliebig viele schaffen und eintragen.",
    most: (works) =>
      `Sie dürfen unter dieser Lizenz ${wordFor(works, "eines davon", `höchstens ${works} davon`)} eintragen, wie viele Plätze sie auch hat.`,
    noneOwed: "Da keine neuen Werke aus dem Werk geschaffen werden dürfen, wird kein Anteil an ihnen geschuldet.",
    noShare: "Ein neues Werk aus dem Werk schuldet ihm keinen Anteil an dem, was es einnimmt.",
    share: (percent) =>
      `Ein neues Werk, das als aus dem Werk entstanden eingetragen ist, schuldet ihm ${percent} % von allem, was das neue Werk durch die Verträge einnimmt, solange es etwas einnimmt.`,
    noFurther: "Da keine neuen Werke geschaffen werden dürfen, entsteht nichts aus ihnen.",
    free: "Was seinerseits aus dem neuen Werk geschaffen werden darf, bestimmt, wer über dieses verfügt, im Rahmen dessen, was das Gesetz für das Werk selbst verlangt.",
    "owes-on": (percent) =>
      `Durch die Verträge kann das neue Werk nur dann dafür angeboten werden, dass aus ihm Werke geschaffen werden, wenn diese ihm mindestens ${percent} % schulden.`,
    "ends-there":
      "Durch die Verträge kann das neue Werk nicht dafür angeboten werden, dass aus ihm weitere Werke geschaffen werden.",
  },

  credit: {
    named:
      "Nennen Sie Urheber und Titel so, wie die Angaben zum Angebot oder sonst der Eintrag des Werks sie nennen, wo und wie es für die Nutzung üblich ist.",
    changed: "Haben Sie das Werk geändert, so sagen Sie es.",
    unnamed:
      "Der Lizenzgeber verlangt nicht, dass Sie den Urheber nennen. Wo das Gesetz Urhebern ein Recht auf Nennung gibt, auf das sie nicht verzichten können, bleibt dieses Recht.",
  },

  seatCount: "Eine Lizenz hat so viele Plätze, wie das Token festhält.",

  mayNot: {
    begin: "Was oben nicht steht, ist nicht lizenziert. Insbesondere dürfen Sie nicht:",
    advertising: "mit dem Werk für irgendetwas werben",
    goods: "das Werk auf Waren anbringen",
    mark: "das Werk als Namen, Logo oder anderes Zeichen für Waren, Dienstleistungen oder Orte benutzen",
    "sell-copies": "Kopien des Werks als solchen außerhalb der obigen Nutzungen verkaufen",
    tokenise: "Token herstellen, die für Kopien des Werks stehen",
    prompt: "das Werk einem Modell des maschinellen Lernens als Eingabe oder Vorlage geben",
    trainGenerative: "mit dem Werk Modelle des maschinellen Lernens trainieren oder nachtrainieren, die Werke erzeugen",
    train: "mit dem Werk Modelle des maschinellen Lernens trainieren, nachtrainieren oder bewerten",
    endorse: "sagen oder nahelegen, Sie seien der Urheber des Werks oder der Urheber stehe hinter Ihnen",
    law: "Nichts hierin nimmt, was das Gesetz jedem ohne Lizenz erlaubt, etwa das Zitat.",
    reserved:
      "Soweit das Gesetz es zulässt, behält der Lizenzgeber Text und Data Mining am Werk denen vor, denen er es lizenziert.",
  },

  after: {
    copies: (sellOff) =>
      `Kopien, die vor dem Ende rechtmäßig an andere abgegeben wurden, dürfen bei ihnen bleiben. Nach dem Ende stellen Sie keine mehr her, veröffentlichen keine mehr und geben keine mehr ab, und Sie nehmen vom Netz, worüber Sie bestimmen${sellOff}.`,
    sellOff: (time) =>
      `; doch in den ersten ${time} nach dem Ende dürfen Sie die Kopien abverkaufen, die bis dahin hergestellt waren. Was Sie damit einnehmen, ist zu melden und zu bezahlen wie zuvor. Das gilt nicht, wenn diese Lizenz wegen eines Verstoßes beendet wurde`,
    modelStays:
      "Ein Modell, das vor dem Ende mit dem Werk trainiert wurde, darf danach in Gebrauch bleiben. Trainieren Sie dann nicht weiter mit dem Werk, und löschen Sie die Kopien, die Sie dafür hergestellt haben.",
    modelRetires:
      "Ein Modell, das mit dem Werk trainiert wurde, wird am Ende außer Gebrauch genommen und mit den dafür hergestellten Kopien gelöscht, es sei denn, der Anteil des Werks daran wird entfernt.",
    output:
      "Was ein Modell erzeugt, ist durch diesen Text nicht lizenziert, wo es das Werk oder einen wesentlichen Teil davon wiederholt; sorgen Sie dafür, dass es das nicht tut.",
  },

  money: {
    price:
      "Der Preis ist der, zu dem die Lizenz verkauft wurde, und der jeder Verlängerung. Was Sie durch die Verträge zahlen, wird dort unter die Inhaber der Tantiemenanteile des Werks und, bei einer Unterlizenz, die Inhaber der Lizenzen über ihr geteilt. Was Sie so zahlen, schulden Sie niemandem mehr: Es befreit Sie gegenüber dem Lizenzgeber und ihnen allen, wie auch immer es geteilt wird. Es ist alles, was Sie zahlen, Steuern eingeschlossen, wenn nicht die Angaben zum Geschäft sagen, dass eine Steuer hinzukommt; eine Steuer zahlt, wer sie nach dem Gesetz schuldet.",
    nothing: "Sie melden nichts und schulden nichts über den Preis hinaus.",
    nothingOwed: "Für das, was Sie melden, wird nichts geschuldet.",
    ether: "ETH",
    named: (symbol, address, decimals) =>
      `${symbol}, dem Token ${address}. Es nannte sich so und hatte ${decimals} Nachkommastellen, als dieser Text geschrieben wurde; die Verträge gehen nach seiner Adresse und seiner kleinsten Einheit`,
    smallest: (amount) => `${amount} seiner kleinsten Einheit`,
    currency: (named) =>
      `Einnahmen werden gemeldet, und Geschuldetes wird gezahlt, in ${named}. Was Sie in einer anderen Währung einnehmen, wird zu einem veröffentlichten Kurs des Tages umgerechnet, an dem der Zeitraum endet; Ihre ausführliche Meldung nennt ihn.`,
    noCurrency: "Da nichts gemeldet wird, wird für Meldungen nichts geschuldet.",
    ofRevenue: (percent) => `${percent} % der Einnahmen`,
    perUnit: (amount) => `${amount} für jede Einheit`,
    both: " und ",
    rateOfNothing: "nichts",
    units: (value) => `${value} Einheiten`,
    upTo: (bound) => `bis ${bound}`,
    above: (bound) => `über ${bound}`,
    between: (bound, next) => `über ${bound} und bis ${next}`,
    always: "immer",
    byUnits:
      "Die Lizenzgebühr wird über die ganze Dauer dieser Lizenz gezählt. Jede Einheit fällt in die Stufe, die alle vor ihr gemeldeten Einheiten erreicht haben, und die Einnahmen eines Zeitraums verteilen sich gleichmäßig auf seine Einheiten; die eines Zeitraums ohne Einheiten fallen in die erreichte Stufe.",
    byRevenue:
      "Die Lizenzgebühr wird über die ganze Dauer dieser Lizenz gezählt. Jeder Teil der Einnahmen fällt in die Stufe, die alle vor ihm gemeldeten Einnahmen erreicht haben; die Einheiten eines Zeitraums fallen in die Stufe, in der der Zeitraum beginnt.",
    owes: (rate) => `Sie schulden ${rate}.`,
    noRoyalty: "Auf Einnahmen oder Einheiten als solche wird keine Lizenzgebühr geschuldet.",
    oneTier: "Die Lizenzgebühr ist von Anfang an dieselbe.",
    noMinimum: "Es gibt keinen Mindestbetrag für einen Zeitraum.",
    minimum: (amount, perSeat) =>
      `Für jeden Zeitraum schulden Sie mindestens ${amount}${perSeat ? " für jeden Platz" : ""}, auch wenn es nichts zu melden gab.`,
    minimumPart: "Für einen letzten, verkürzten Zeitraum wird er nach dem Verhältnis von dessen Länge geschuldet.",
    carriesOver:
      "Mindestbetrag und Lizenzgebühren werden über die ganze Dauer dieser Lizenz verglichen: Insgesamt geschuldet ist der größere Betrag aus allen Lizenzgebühren und allen Mindestbeträgen bis dahin, so dass ein guter Zeitraum, was er über seinem Mindestbetrag schuldete, einem schlechten vor oder nach ihm anrechnet.",
    byItself:
      "Jeder Zeitraum zählt für sich: Was über seinem Mindestbetrag geschuldet war, wird auf keinen anderen angerechnet.",
    noSeatMinimum: "Es gibt keinen Mindestbetrag, der für jeden Platz gelten könnte.",
    seatMinimum: "Der Mindestbetrag gilt für jeden Platz.",
    licenceMinimum: "Der Mindestbetrag gilt für die Lizenz, wie viele Plätze sie auch hat.",
    noCap: "Es gibt keinen Höchstbetrag für einen Zeitraum.",
    cap: (amount) =>
      `Für jeden Zeitraum schulden Sie höchstens ${amount}, auch wenn der Mindestbetrag für alle Plätze mehr wäre. Für einen letzten, verkürzten Zeitraum gilt er nach dem Verhältnis von dessen Länge.`,
    noLifeCap: "Es gibt keinen Höchstbetrag über die Dauer dieser Lizenz.",
    lifeCap: (amount) =>
      `Über die ganze Dauer dieser Lizenz schulden Sie höchstens ${amount}, den Vorschuss eingeschlossen.`,
    noAdvance: "Es gibt keinen Vorschuss: Geschuldetes ist von Anfang an fällig.",
    advance: (amount) =>
      `Der Preis enthält einen Vorschuss von ${amount} auf das, was Sie schulden werden. So viel davon wird zuerst einbehalten, und nur was darüber liegt, ist fällig. Der Vorschuss wird nie zurückgezahlt.`,
    atOnce: "sobald er vorbei ist",
    within: (grace) => `innerhalb von ${grace} nach seinem Ende`,
    period: (length, within) =>
      `Für jeden Zeitraum von ${length} ab Beginn der Laufzeit melden Sie durch die Verträge, ${within}, wie viele Einheiten Sie verkauft oder abgegeben und welche Einnahmen Sie mit dem Werk erzielt haben. Zeiträume werden der Reihe nach gemeldet, jeder einmal; der letzte endet mit dieser Lizenz. Eine Meldung ist Ihre Erklärung: Die Verträge können nicht wissen, ob sie stimmt. Bewahren Sie die Bücher, auf denen sie beruht, drei Jahre auf und zeigen Sie sie auf Verlangen, höchstens einmal im Jahr, dem Lizenzgeber oder einem von ihm Beauftragten, der beruflich zur Verschwiegenheit verpflichtet ist.`,
    neverLate: "Nichts ist je verspätet, da nichts gemeldet wird.",
    lateAtOnce: "Eine Meldung, die nicht gemacht wurde, ist im Rückstand, sobald ihr Zeitraum vorbei ist.",
    late: (grace) =>
      `Eine Meldung, die nicht gemacht wurde, ist nach Ablauf von ${grace} nach dem Ende ihres Zeitraums im Rückstand.`,
    definitions:
      "Eine Einheit ist eine Kopie oder ein Produkt mit dem Werk oder, wo Sie keine verkaufen und abgeben, eine Nutzung des Werks. Ihre Einnahmen sind alles, was Sie, und andere für Sie, für Waren und Dienstleistungen erhalten, in denen Sie das Werk nutzen, vor Kosten, ohne Mehrwert- und Verkaufssteuern und nach Rückerstattungen. Was unter Unterlizenzen durch die Verträge gezahlt wird, wird dort geteilt und nicht gemeldet.",
    due: "Was für einen Zeitraum geschuldet ist, ist fällig, wenn seine Meldung es ist. Es kann mit der Meldung oder später, in Teilen und von jedem gezahlt werden: Was nicht gezahlt ist, bleibt eine Schuld und wird nach dem Gesetz verzinst; die Verträge zählen diese Zinsen nicht. War eine Meldung falsch, so berichtigen Sie sie durch die Verträge, sobald Sie es wissen: Was Sie dann mehr schulden, ist sofort fällig, was Sie weniger schulden, wird auf Künftiges angerechnet, und nichts wird zurückgezahlt. Müssen Sie nach dem Gesetz von einer Zahlung Steuer einbehalten, so zahlen Sie sie an die Behörde und halten Sie den Hash der Bescheinigung durch die Verträge fest: Der Betrag gilt als gezahlt.",
  },

  ending: {
    surrender: (sublicensing) =>
      `Sie dürfen diese Lizenz jederzeit durch die Verträge zurückgeben${sublicensing ? ", aber nicht, solange Unterlizenzen unter ihr in Kraft sein können" : ""}. Dann ist sie endgültig vorbei, nichts wird zurückgezahlt, und was bis dahin geschuldet war, bleibt geschuldet.`,
    irrevocable: `Der Lizenzgeber kann diese Lizenz nicht vor Ende ihrer Laufzeit beenden, auch nicht wegen eines Verstoßes. ${remedies}`,
    plain: (cure, lapse, contested) =>
      `Verstoßen Sie gegen diese Lizenz, so kann der Lizenzgeber den Verstoß durch die Verträge rügen, mit dem Hash der Belege. Die Rüge zählt von dem Zeitpunkt an, in dem die Verträge sie festhalten: Achten Sie darauf, oder benennen Sie einen Vertreter, der es tut. Von da an bleibt Ihnen eine Frist von ${cure}, um den Verstoß abzustellen, und Sie dürfen mit dem Hash Ihrer Antwort antworten. Haben Sie ihn abgestellt, so nimmt der Lizenzgeber die Rüge zurück. Wenn nicht, kann der Lizenzgeber diese Lizenz beenden, sobald die Frist vorbei ist; eine Rüge, auf die innerhalb von ${lapse} danach nichts folgt, verfällt, und dann kann eine neue folgen. ${contested ? "Wo Sie eine Rüge nicht anfechten, urteilen die" : "Die"} Verträge ${contested ? "nicht" : "urteilen nicht"} darüber, ob es einen Verstoß gab oder er abgestellt ist: Wer eine Lizenz ohne Grund beendet, haftet dafür nach dem Gesetz. Was Sie vor dem Ende rechtmäßig getan haben, bleibt rechtmäßig.`,
    noRuling: "Da nichts gerügt werden kann, entscheidet niemand über eine Rüge.",
    noArbitrator: "Niemand entscheidet über eine Rüge. Sie können antworten und sich an die Gerichte wenden.",
    arbitrator: (address, told, silence, lapse) =>
      `Bis zum Ende der Frist dürfen Sie eine Rüge vor dem Schiedsrichter ${address}${told === "" ? "" : `, dem ${told} mitgeteilt wird,`} anfechten, indem Sie zahlen, was er verlangt. Dann kann der Lizenzgeber diese Lizenz nur beenden, wenn der Schiedsrichter innerhalb von ${silence} danach entscheidet, dass sie beendet werden darf, und nur nach der Frist, innerhalb von ${lapse} nach beidem. Entscheidet der Schiedsrichter anders oder schweigt er so lange, so läuft diese Lizenz weiter; aus einem anderen Grund kann eine neue Rüge folgen.`,
  },

  others: {
    people: {
      unsaid:
        "Der Lizenzgeber sagt nicht, ob im Werk Personen zu erkennen sind und ob sie der Nutzung zugestimmt haben.",
      none: "Der Lizenzgeber erklärt, dass im Werk niemand zu erkennen ist.",
      cleared:
        "Der Lizenzgeber erklärt, dass alle, die im Werk zu erkennen sind, diesen Nutzungen zugestimmt haben, und zeigt Ihnen die Zustimmung auf Verlangen.",
      "not-cleared":
        "Im Werk sind Personen zu erkennen, die diesen Nutzungen nicht zugestimmt haben: Holen Sie ein, was Sie von ihnen brauchen, bevor Sie beginnen.",
    },
    property: {
      unsaid:
        "Der Lizenzgeber sagt nicht, ob das Werk Sachen oder Werke anderer zeigt und ob deren Eigentümer der Nutzung zugestimmt haben.",
      none: "Der Lizenzgeber erklärt, dass das Werk keine Sachen und keine Werke anderer zeigt, für die diese Nutzungen eine Erlaubnis brauchen.",
      cleared:
        "Der Lizenzgeber erklärt, dass die Eigentümer der Sachen und Werke, die das Werk zeigt, diesen Nutzungen zugestimmt haben, und zeigt Ihnen die Zustimmung auf Verlangen.",
      "not-cleared":
        "Das Werk zeigt Sachen oder Werke anderer, deren Eigentümer diesen Nutzungen nicht zugestimmt haben: Holen Sie ein, was Sie von ihnen brauchen, bevor Sie beginnen.",
    },
    marks: {
      unsaid: "Der Lizenzgeber sagt nicht, ob im Werk Marken anderer zu sehen oder zu hören sind.",
      none: "Der Lizenzgeber erklärt, dass im Werk keine Marken anderer zu sehen oder zu hören sind.",
      cleared:
        "Der Lizenzgeber erklärt, dass die Inhaber der Marken, die im Werk zu sehen oder zu hören sind, diesen Nutzungen zugestimmt haben, und zeigt Ihnen die Zustimmung auf Verlangen.",
      "not-cleared":
        "Im Werk sind Marken anderer zu sehen oder zu hören, deren Inhaber diesen Nutzungen nicht zugestimmt haben: Holen Sie ein, was Sie von ihnen brauchen, bevor Sie beginnen.",
    },
    societies: {
      unsaid:
        "Der Lizenzgeber sagt nicht, ob eine Verwertungsgesellschaft Rechte am Werk wahrnimmt, die diese Nutzungen brauchen: Fragen Sie die Gesellschaft, bevor Sie beginnen.",
      none: "Der Lizenzgeber erklärt, dass keine Verwertungsgesellschaft Rechte am Werk wahrnimmt.",
      cleared:
        "Der Lizenzgeber erklärt, dass er die Rechte am Werk, die eine Verwertungsgesellschaft wahrnimmt, erteilen darf und dass der Gesellschaft für diese Nutzungen nichts geschuldet wird.",
      "not-cleared":
        "Eine Verwertungsgesellschaft nimmt Rechte am Werk wahr, etwa die zur Aufführung, zur Sendung und zur Aufnahme. Sie sind nicht Teil dieser Lizenz: Holen Sie sie bei der Gesellschaft ein und bezahlen Sie diese.",
    },
  },

  liability: {
    law: "Über die Haftung ist nichts vereinbart: Jede Seite steht der anderen so ein, wie das Gesetz es sagt, und dieser Text setzt keine Grenze.",
    paid: "Jede Seite steht der anderen insgesamt höchstens für das ein, was für diese Lizenz gezahlt wurde und geschuldet ist: ihren Preis, ihre Verlängerungen und was für Meldungen geschuldet ist.",
    most: (amount) => `Jede Seite steht der anderen insgesamt höchstens für ${amount} ein.`,
    none: "Keine Seite verspricht der anderen mehr, als das Gesetz sagt, sie von Ansprüchen Dritter freizustellen.",
    licensor:
      "Macht ein Dritter geltend, dass das Werk, so genutzt, wie diese Lizenz es erlaubt, seine Rechte verletzt, so stellt der Lizenzgeber Sie von diesem Anspruch und von den angemessenen Kosten der Abwehr frei. Das gilt nicht für das, was Sie hinzugefügt oder geändert haben, nicht für Nutzungen, die diese Lizenz nicht erlaubt, und nicht für Rechte anderer, von denen dieser Text nicht sagt, dass sie geklärt sind oder nicht bestehen.",
    licensee:
      "Macht ein Dritter gegen den Lizenzgeber einen Anspruch geltend, weil Sie das Werk so genutzt haben, wie diese Lizenz es nicht erlaubt, oder wegen dessen, was Sie hinzugefügt haben, so stellen Sie den Lizenzgeber von diesem Anspruch und von den angemessenen Kosten der Abwehr frei. Ein Verbraucher schuldet das nur, soweit er nach dem Gesetz dafür einsteht.",
    conduct:
      "Wer freigestellt werden will, teilt es der anderen Seite unverzüglich mit, überlässt ihr die Abwehr und vergleicht sich nicht ohne sie.",
    covers: "Die Grenze gilt auch für die Freistellung.",
    limits:
      "Die Grenze gilt nicht für das, was als Preis, Lizenzgebühr oder Zins geschuldet ist, und nicht für das, was das Gesetz nicht begrenzen lässt: in vielen Rechten Vorsatz, grobe Fahrlässigkeit, Schäden an Leben, Körper oder Gesundheit und was eine Seite garantiert oder arglistig verschwiegen hat. Ein Verbraucher behält jedes Recht, das das Gesetz ihm gibt, gleich was hier steht.",
    many: "Wo eine Seite denselben Text gegenüber vielen verwendet, kann das Gesetz eine solche Grenze oder Zusage nur zum Teil gelten lassen, oder gar nicht.",
  },

  annexes: {
    begin:
      "Diese Dokumente sind Teil dieser Lizenz. Jedes ist durch seinen Hash benannt, so dass kein anderes an seine Stelle treten kann:",
    part: (title, type, digest, at) =>
      `${title}, ${type}, mit dem SHA-256 ${digest}${at === "" ? ", das der Lizenzgeber übergibt" : `, abgelegt unter ${at}`}`,
    text: "Wo eine Anlage etwas anderes sagt als dieser Text, geht dieser Text vor.",
    annexes:
      "Wo eine Anlage etwas anderes sagt als dieser Text, geht die Anlage zwischen dem Lizenzgeber und Ihnen vor.",
    read: "Die Verträge lesen keine Anlagen: Sie setzen durch, was als durchgesetzt aufgeführt ist, was auch immer eine Anlage sagt.",
  },

  facts: {
    project: "Projekt",
    versions: "Fassungen des Werks",
    credit: "Nennung",
    delivery: "Lieferung",
    delivered: "Geliefert",
    accepted: "Abnahme",
    licensor: "Lizenzgeber",
    licensee: "Lizenznehmer",
    statement: (digest) => `; Erklärung zur Person mit dem SHA-256 ${digest}`,
    tax: "Steuer",
    annex: "Anlage",
  },

  law: {
    none: "Dieser Text wählt kein Recht: Es gilt das, das ohne eine Wahl gilt.",
    chosen: (law) => `Für diese Lizenz gilt dieses Recht: ${law}.`,
    noForum: "Er wählt auch kein Gericht: Es entscheiden die, die es ohne eine Wahl tun.",
    courts: (courts) => `Über Streitigkeiten aus ihr entscheiden diese Gerichte: ${courts}.`,
    arbitration: (rules, seat) =>
      `Über Streitigkeiten aus ihr entscheidet ein Schiedsgericht nach ${rules} mit Sitz in ${seat}, und nicht die staatlichen Gerichte.`,
    contractNotices: "Mitteilungen durch die Verträge zählen von dem Zeitpunkt an, in dem die Verträge sie festhalten.",
    notices: (address) => `Andere Mitteilungen erreichen den Lizenzgeber so: ${address}.`,
    language:
      "Es zählen die deutschen Worte dieses Textes; eine Übersetzung hilft beim Lesen und ist kein Teil von ihm.",
    whole:
      "Dieser Text mit seinen Anlagen und den Angaben zum Geschäft, die das Angebot nennt, ist alles, was vereinbart wurde. Gilt ein Teil davon nicht, so gilt der Rest.",
    consumer:
      "Ein Verbraucher behält die Rechte und die Gerichte, auf die er nach dem Recht seines Landes nicht verzichten kann, etwa ein Recht zum Widerruf eines Kaufs. Die Verträge zahlen nichts zurück: Wenden Sie sich an den Lizenzgeber.",
  },

  enforced: {
    begin: "Die Verträge:",
    record:
      "halten die Nutzungen, die Zwecke, die Gebiete, das Feld, den Anfang, das Ende und die Plätze fest und sagen jedem, der fragt, ob ein Konto für eine Nutzung und einen Zweck, in einem Gebiet und einem Feld, zu einer Zeit lizenziert ist",
    open: "weigern sich, eine Lizenz an diesem Eintrag zu erteilen, die sich in Nutzung, Zweck, Gebiet, Feld und Zeit zugleich mit einer alleinigen oder ausschließlichen überschneidet, die sie erteilt haben, und umgekehrt",
    closed:
      "weigern sich, eine Lizenz an diesem Eintrag zu erteilen, die sich mit dieser in Nutzung, Zweck, Gebiet, Feld und Zeit zugleich überschneidet, ausgenommen Unterlizenzen unter ihr, und haben sich geweigert, diese über eine andere zu erteilen, die nicht über ihr steht",
    accepted:
      "haben diese Lizenz nur einem Konto erteilt, das sie für sich gekauft oder ihre Annahme unterschrieben hat",
    noTransfer: "weigern sich, das Token zu übertragen",
    transfer: "lassen zu, dass das Token übertragen wird",
    transferAccepted:
      "lassen zu, dass das Token übertragen wird, aber nur auf ein Konto, das es selbst übernimmt oder erklärt hat, es zu übernehmen",
    noSublicences: "weigern sich, Unterlizenzen zu erteilen",
    sublicences: (passesDown) =>
      `halten Unterlizenzen in den Grenzen dessen, was diese Lizenz erlaubt, ihres Endes, ihrer Plätze und ihrer Stufen${passesDown ? ", mit denselben Regeln und Bedingungen" : ""}, und teilen, was unter ihnen gezahlt wird`,
    noNewWorks: "weigern sich, neue Werke unter dieser Lizenz einzutragen",
    newWorks: (counted) => `tragen neue Werke unter dieser Lizenz ein${counted ? ", nicht mehr, als sie erlaubt" : ""}`,
    shareAside: "legen den Anteil beiseite, den sie schulden",
    sameTerms: "weigern sich, sie zu anderen Bedingungen anzubieten",
    owesOn: "weigern sich, sie für weitere Werke anzubieten, die ihnen weniger schulden würden",
    endsThere: "weigern sich, sie für weitere Werke anzubieten",
    reports:
      "nehmen Meldungen der Reihe nach an, rechnen aus, was für das Gemeldete geschuldet ist, teilen, was davon gezahlt wird, und zeigen, was nicht gemeldet oder nicht gezahlt wurde",
    irrevocable:
      "lassen niemanden außer Ihnen diese Lizenz vor dem Ende ihrer Laufzeit beenden, außer mit einer Lizenz über ihr",
    revocable:
      "lassen den Lizenzgeber oder seinen Vertreter diese Lizenz nach Rüge und Frist beenden, innerhalb der Zeit, in der eine Rüge zählt, und niemanden sonst außer Ihnen, außer mit einer Lizenz über ihr",
    contestable:
      "lassen den Lizenzgeber oder seinen Vertreter diese Lizenz nach Rüge und Frist und, wenn Sie die Rüge angefochten haben, nach einer Entscheidung beenden, dass sie beendet werden darf, innerhalb der Zeit, in der diese zählen, und niemanden sonst außer Ihnen, außer mit einer Lizenz über ihr",
    blind: (reports, breach) =>
      `Sie sehen nicht, was jemand mit dem Werk tut${reports ? ", ob eine Meldung stimmt" : ""}${breach ? ", ob es einen Verstoß gab" : ""} oder was anderswo vereinbart wurde, und können es nicht verhindern.`,
    agreed:
      "Alles andere in diesem Text, auch was ein Platz ist, Nennung, Änderungen und was Sie nicht dürfen, bindet den Lizenzgeber und Sie als Vereinbarung zwischen Ihnen.",
    agreedOwn:
      "Alles andere bindet den Lizenzgeber und Sie als Vereinbarung zwischen Ihnen, soweit das Gesetz es zulässt.",
    signature:
      "Der Lizenzgeber hat sie geschlossen, indem er das Angebot veröffentlichte, durch einen Vertreter veröffentlichen ließ oder es unterschrieb, damit andere es veröffentlichen. Sie nehmen sie an, indem Sie die Lizenz kaufen, ihre Annahme unterschreiben oder festhalten, sie übernehmen oder das Werk unter ihr nutzen; die Angaben zum Geschäft, die das Angebot durch ihren Hash nennt, sind Teil von ihr. Jede dieser Transaktionen und Unterschriften ist als schriftliche Unterschrift dessen gemeint, der sie gemacht hat, auch wo ein Gesetz eine verlangt, etwa 17 U.S.C. § 204(a) und section 92(1) des Copyright, Designs and Patents Act 1988.",
    title:
      "Damit erklärt Ihnen der Lizenzgeber auch, dass er diese Lizenz erteilen darf; niemand hat es geprüft. Darf er es nicht, so können Sie von ihm verlangen, was Sie gezahlt haben, und den Schaden, für den er nach dem Gesetz einstehen muss. Die Verträge zahlen nichts zurück.",
  },

  notThis:
    "Diese Lizenz gibt eine Erlaubnis. Sie überträgt kein Urheberrecht, Patent, keine Marke und kein anderes Recht; wo ein Recht eine ausschließliche Lizenz als Übertragung behandelt, ist sie es nur so weit. Sie beweist nicht, dass der Lizenzgeber der Urheber des Werks ist oder es lizenzieren darf: Der Eintrag zeigt nur, wer das Werk wann beansprucht hat. Sie ersetzt keine Erlaubnis, die andere geben müssen, etwa die Personen, Orte, Marken oder Werke, die im Werk vorkommen, seine ausübenden Künstler und Produzenten und die Gesellschaften, die Rechte für seine Urheber wahrnehmen. Sie ist keine Rechtsberatung.",
};
