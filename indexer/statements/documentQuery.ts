import { parameters } from "../http/parameters.ts";

/** What every statement is asked with. */
export const documentQuery = {
  format: parameters.choice("JSON if not given.", ["json", "csv", "html"]),
};
