// Rows of texts in, comma-separated values out, for a spreadsheet, as render/csv writes them. It takes a field that begins with
// one of these signs for a formula, and shows figures, dates and truth values in a form of its own.
const FORMULA = /^[=+\-@\t\r]/;
const INTEGER = /^(0|[1-9]\p{Nd}{0,14})$/u;
const FIGURE = "\\p{Nd}[\\p{Nd}\\s.,:;/'’–−\\-]*";
const MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*";
const VALUE = new RegExp(
  `^(?:[\\s\\(£$€¥−.,]*(?:${FIGURE}(?:e[+\\-]?\\p{Nd}+|[ap]\\.?m\\.?)?|\\p{Nd}{1,2}(?:st|nd|rd|th)?[\\s.\\/\\-]*${MONTH}[\\s.,\\/\\-]*(?:${FIGURE})?|${MONTH}[\\s.,\\/\\-]*${FIGURE})[\\s\\)%£$€]*|true|false)$`,
  "iu",
);
const LONGEST = 40;
const isShownOtherwise = said => [...said].length <= LONGEST && !INTEGER.test(said) && VALUE.test(said);
const asField = said => {
  const text = FORMULA.test(said) || isShownOtherwise(said) ? `'${said}` : said;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

export const corpusCsv = rows => `\ufeff${rows.map(row => row.map(text => asField(String(text))).join(",").concat("\r\n")).join("")}`;
