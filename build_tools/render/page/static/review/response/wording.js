// The words by which a response that was taken away is known when it is opened again: `files` writes them, `reading` reads
// them, and so does `corpus responses`. Where a browser or a program keeps something by them, it has the English ones.
export const FIELDS = {
  Name: _("Name"),
  Organisation: _("Organisation"),
  Confidential: _("Confidential"),
  "May your name be printed": _("May your name be printed"),
};
export const PARTS = { fields: _("Respondent"), answers: _("Questions"), remarks: _("Remarks"), orphans: _("No longer on the page") };
export const COLUMNS = {
  part: _("part"),
  change: _("change"),
  where: _("where"),
  was: _("was"),
  now: _("now"),
  said: _("said"),
  citation: _("citation"),
};
export const HEAD = { was: _("Was"), now: _("Now"), citation: _("Citation") };
export const RESPONSE = _("Response"), REDLINE = _("Redline"), CHANGE = _("Change"), QUESTION = _("Question");
export const NOTHING = _("nothing"), SILENCE = _("(no answer)"), UNKNOWN = _("Kept in a form that this page does not know");
export const SAID = { answer: _("Answer:"), remark: _("Remark:"), kept: _("Kept:") };
export const NO_LONGER_ASKED = _("Question no longer asked: ");
export const takenLine = (here, day) => _`Taken from ${here} on ${day}.`;
