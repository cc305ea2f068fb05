// The words by which a response that was taken away is known when it is opened again: `files` writes them, `reading` reads
// them, and so does `corpus responses`.
export const FIELDS = ["Name", "Organisation", "Confidential", "May your name be printed"];
export const PARTS = { fields: "Respondent", answers: "Questions", remarks: "Remarks", orphans: "No longer on the page" };
export const COLUMNS = ["part", "change", "where", "was", "now", "said", "citation"];
export const SILENCE = "(no answer)", UNKNOWN = "Kept in a form that this page does not know";
export const SAID = { answer: "Answer:", remark: "Remark:", kept: "Kept:" };
export const NO_LONGER_ASKED = "Question no longer asked: ";
