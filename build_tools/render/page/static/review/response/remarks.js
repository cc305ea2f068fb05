// Who responds, answers and remarks: kept in this browser for these two texts alone, taken away as a file, and opened again.
import { saveFile } from "../../saved_file.js";
import { made } from "../page.js";
import { responseFiles } from "./files.js";
import { keptIn } from "./kept.js";
import { reopeningOf } from "./reopening.js";
import { FIELDS, PARTS, UNKNOWN } from "./wording.js";

// `written` is what a reader has written already, by the inputs. On a page that is over it is kept, and nothing is shown.
export const remarksOf = (page, store, key, citation, written) => {
  const { review, all, one, on, words, cards, byId, here, isOver } = page;
  const { name: ends, before, title, redline } = review.dataset;
  // Two questions of the same words are two.
  const areas = new Map();
  for (const area of all(".answers textarea")) {
    let time = 1;
    while (areas.has(`${time} ${area.dataset.question}`)) time++;
    areas.set(`${time} ${area.dataset.question}`, area);
  }
  const fields = new Map(all("[data-field]").map(input => [input.dataset.field, input]));
  let kept;

  const keep = (group, name, said, rest) => {
    if (said.trim()) kept[group][name] = { ...rest, said };
    else delete kept[group][name];
    store.set(key, kept);
    sum();
  };
  const seen = card => ({
    change: card.dataset.id,
    where: words(".where", card),
    was: words("[data-side~=was]", card),
    now: words("[data-side~=now]", card),
    citation: citation(card),
  });
  const open = card => {
    const area = made("textarea", { rows: 3, autocomplete: "off" });
    one(".acts", card).after(made("label", {}, _`Your remark on change ${words(".number", card)}`, area));
    on(area, "input", () => keep("remarks", card.dataset.id, area.value, seen(card)));
    return area;
  };
  const orphans = () => [
    ...Object.entries(kept.answers).filter(([name]) => !areas.has(name))
      .map(([name, it]) => ({ where: name, ...it, gone: true, forget: () => keep("answers", name, "") })),
    ...Object.entries(kept.remarks).filter(([name]) => !byId.has(name))
      .map(([name, it]) => ({ where: name, ...it, change: name, forget: () => keep("remarks", name, "") })),
    ...kept.unread.map((said, at) => ({
      where: UNKNOWN,
      said,
      forget() {
        kept.unread.splice(at, 1);
        store.set(key, kept);
        sum();
      },
    })),
  ];
  const sum = () => {
    if (isOver()) return;
    const remarked = cards.filter(card => kept.remarks[card.dataset.id]);
    for (const card of cards) card.classList.toggle("is-remarked", remarked.includes(card));
    const link = card => made("a", { href: `#${card.dataset.id}`, textContent: words(".where", card) });
    one(".remarked").replaceChildren(
      remarked.length ? _`Remarks: ${remarked.length}. ` : _("No remark yet: write one at any change in the list."),
      ...remarked.flatMap(card => [link(card), " "]),
    );
    const orphan = it => {
      const was = it.was || _("nothing"), now = it.now || _("nothing");
      const about = it.citation ? _`${it.where} (was: ${was}; now: ${now})` : it.where;
      const said = made("p", { className: "said", textContent: it.said });
      return made("li", {}, about, said, made("button", { type: "button", textContent: _("Remove"), onclick: it.forget }));
    };
    one(".orphans").replaceChildren(...orphans().map(orphan));
    one(".orphaned").hidden = !orphans().length;
  };
  const recall = () => {
    kept = keptIn(store.raw(key));
    show();
  };
  const show = () => {
    if (isOver()) return;
    for (const [name, input] of fields) input.value = kept.respondent[name] ?? "";
    for (const [name, area] of areas) area.value = kept.answers[name]?.said ?? "";
    for (const card of cards) {
      const said = kept.remarks[card.dataset.id]?.said ?? "";
      const area = one("textarea", card) ?? (said && open(card));
      if (area) area.value = said;
    }
    sum();
  };

  // What is taken away: the questions with their answers, the remarks in the order of the changes, then the orphans.
  const rows = () => [
    ...[...areas.values()].map(area => [PARTS.answers, { where: area.dataset.question, said: area.value }]),
    ...cards.flatMap(card => {
      const it = kept.remarks[card.dataset.id];
      return it ? [[PARTS.remarks, { ...seen(card), said: it.said }]] : [];
    }),
    ...orphans().map(it => [PARTS.orphans, it]),
  ];

  const keeping = new Map();
  for (const [name, area] of areas) {
    keeping.set(area, said => keep("answers", name, said, { where: area.dataset.question }));
  }
  for (const [name, input] of fields) {
    keeping.set(input, said => {
      kept.respondent[name] = said;
      store.set(key, kept);
    });
  }
  for (const [input, keeps] of keeping) on(input, "input", () => keeps(input.value));
  reopeningOf(page, {
    redline,
    kept: () => kept,
    keep(other) {
      store.set(key, (kept = other));
      show();
    },
    isHere: id => byId.has(id),
  });
  on(window, "storage", event => event.key === key && !store.refused && recall());
  // A page that a browser had put away heard of nothing meanwhile.
  on(window, "pageshow", event => event.persisted && !store.refused && recall());
  kept = keptIn(store.raw(key));
  for (const [input, said] of written) keeping.get(input)(said);
  show();

  return {
    remark: (button, card) => (one("textarea", card) ?? open(card)).focus(),
    take({ dataset: { form, type } }) {
      const response = { title, before, here: here(), redline, fields: Object.keys(FIELDS).map(name => [name, kept.respondent[name] ?? ""]), rows: rows() };
      saveFile(`response-${ends.replace(/[^\w.@-]+/g, "-")}.${form}`, [responseFiles[form](response, words(".word"))].flat(), type);
    },
    clear() {
      if (!confirm(_("Clear all answers and remarks on this page?"))) return;
      store.set(key, {});
      recall();
    },
  };
};
