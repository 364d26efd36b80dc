export { type ReadAuditParameters, readAudit } from "./audit.ts";
export { type BookableOptions, bookable } from "./bookable.ts";
export type {
  ColumnKind,
  DocumentColumn,
  DocumentHead,
  DocumentKind,
  DocumentRow,
  DocumentSection,
  StatementDocument,
} from "./document.ts";
export { readStatementEvents } from "./events.ts";
export { readInventory } from "./inventory.ts";
export { type JsonSchema, statementSchema } from "./jsonSchema.ts";
export { type Parties, type Party, parseParties } from "./parties.ts";
export { type ExchangeRates, parseRates } from "./rates.ts";
export { type ReadRegisterParameters, readRegister } from "./register.ts";
export {
  readStatement,
  royaltyStatement,
  type StatementAtBlock,
  type StatementSource,
  type TaxYearParameters,
  taxYear,
} from "./royalties.ts";
export {
  type ComparisonResult,
  type EventPosition,
  type LedgerName,
  type LineKind,
  ledgerWords,
  lineWords,
  type StatementBalance,
  type StatementCheck,
  StatementError,
  type StatementEvent,
  type StatementLine,
  type StatementPart,
  type StatementPayee,
  type StatementPayeeTotal,
  type StatementQuery,
  type StatementTotal,
  type StatementUnknown,
} from "./statement.ts";
export { statementDocument } from "./statementDocument.ts";
export { type DocumentTable, tableCsv, tablesOf, writeXlsx } from "./tables.ts";
export { readTaxForm, type TaxFormKind } from "./taxForms.ts";
export { readRemittance, readUsage } from "./usage.ts";
export { type CurrencyOf, writeJson } from "./write.ts";
export { writeCsv } from "./writeCsv.ts";
export { writeHtml } from "./writeHtml.ts";
