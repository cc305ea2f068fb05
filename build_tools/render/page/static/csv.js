// Rows of texts in, comma-separated values out, for a spreadsheet. It takes a field that begins with one of these signs for
// a formula, and shows figures and dates in a form of its own.
const FIGURE =
  /^[\s(£$€−.,]*(\d[\d\s.,:;/'’–−-]*(e[+-]?\d+|[ap]\.?m\.?)?|(\d{1,2}(st|nd|rd|th)?[\s./-]*)?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[\s.,/-]*(\d[\d\s]*)?)[\s)%£$€]*$/i;
const isPlain = said => /^(0|[1-9]\d{0,14}|\D*|.{40}.*)$/s.test(said) || !FIGURE.test(said);
const asField = said => `"${said.replace(isPlain(said) ? /^[=+\-@\t\r]/ : /^/, "'$&").replaceAll('"', '""')}"`;

export const corpusCsv = rows => `\ufeff${rows.map(row => row.map(text => asField(String(text))).join(",").concat("\r\n")).join("")}`;
