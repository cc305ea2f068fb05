// A card over the text says what a term means, what a reference points at and who cites a provision. What it shows stands
// in the page once: the provision itself, or, of another document, the data at its end. In a card a term has one card more.
{
  const OWN = ".acts, a.last-change";
  const PART = /^-(?:[a-z]{1,2}|[ivx]+|\d+[a-z]?)(?:-(?:[a-z]{1,2}|[ivx]+|\d+[a-z]?))*$/;
  const MOST = 8;
  const beyond = JSON.parse(document.querySelector("script.beyond")?.textContent || "{}");
  const text = document.querySelector("article") ?? document.body;
  const cards = [1, 2].map((number) => {
    const card = document.createElement("div");
    card.className = "over";
    card.id = `page-card-${number}`;
    card.tabIndex = -1;
    card.setAttribute("role", "note");
    if (card.showPopover) card.popover = "manual";
    card.hidden = true;
    return card;
  });
  (document.querySelector("main") ?? document.body).append(...cards);
  const holders = [null, null]; // What each card is of.
  const named = (id) => document.getElementById(id);

  // A piece of the page without its addresses and signs.
  const copied = (element) => {
    const piece = element.cloneNode(true);
    for (const each of [piece, ...piece.querySelectorAll("[id]")]) each.removeAttribute("id");
    for (const each of piece.querySelectorAll(OWN)) each.remove();
    for (const each of piece.querySelectorAll("[tabindex], [data-origin]")) {
      for (const name of ["tabindex", "role", "aria-describedby", "data-origin"]) each.removeAttribute(name);
    }
    return piece;
  };
  // A provision and its limbs; under a heading, the first provisions.
  const provision = (id) => {
    const first = named(id);
    if (!first) return [];
    const under = /^H\d$/.test(first.tagName) ? `${id}.` : "";
    const parts = [first.tagName === "TABLE" ? (first.closest(".table-frame") ?? first) : first];
    for (const each of text.querySelectorAll(`[id^="${CSS.escape(id)}"]`)) {
      const rest = each.id.slice(id.length);
      const isPart = under ? each.id.startsWith(under) : PART.test(rest);
      if (each.tagName === "P" && isPart && parts.length < MOST) parts.push(each);
    }
    return parts.map((part) => {
      const piece = copied(part);
      if (!under || part !== first) return piece;
      const title = document.createElement("p");
      title.className = "over-title";
      title.append(...piece.childNodes);
      return title;
    });
  };
  const line = (words, href) => {
    const made = document.createElement("p");
    made.className = "over-from";
    const link = document.createElement(href ? "a" : "span");
    if (href) link.href = href;
    link.textContent = words;
    made.append(link);
    return made;
  };
  // On a disk a link to a page names its file; the data do not.
  const held = (address) =>
    (beyond[address.replace("/index.html#", "/#")] ?? []).flatMap(({ name, href, html }) => {
      if (!html) return [line(_`Defined in the ${name}, which this record does not hold.`)];
      const box = document.createElement("div");
      box.innerHTML = html; // Made with the page, of the same record.
      return [line(name, href), ...box.children];
    });
  const shown = (holder) => {
    if (holder.matches(".cited-by")) return [...(named(holder.hash.slice(1))?.cloneNode(true).children ?? [])];
    const address = holder.dataset.term ?? holder.getAttribute("href");
    if (!address.startsWith("#")) return held(address);
    const id = decodeURIComponent(address.slice(1));
    const own = holder.closest(".over") || !holder.dataset.term ? [line(_`Go to ${holder.textContent}`, address)] : [];
    return [...provision(id), ...held(address), ...own];
  };

  const place = (card, holder) => {
    const [at] = holder.getClientRects();
    const { clientWidth, clientHeight } = document.documentElement;
    card.style.left = `${scrollX + Math.max(8, Math.min(at.left, clientWidth - card.offsetWidth - 8))}px`;
    const below = at.bottom + 4;
    const fits = below + card.offsetHeight < clientHeight || at.top < card.offsetHeight + 4;
    card.style.top = `${scrollY + (fits ? below : at.top - card.offsetHeight - 4)}px`;
  };
  const hide = (from = 0) => {
    for (let at = from; at < cards.length; at += 1) {
      holders[at]?.removeAttribute("aria-describedby");
      holders[at] = null;
      if (cards[at].popover && !cards[at].hidden) cards[at].hidePopover();
      cards[at].hidden = true;
    }
  };
  const depthOf = (element) => cards.findIndex((card) => card.contains(element)) + 1;
  const show = (holder) => {
    const depth = depthOf(holder);
    if (depth >= cards.length || holders[depth] === holder) return;
    hide(depth);
    const pieces = shown(holder);
    if (!pieces.length) return;
    const card = cards[depth];
    card.replaceChildren(...pieces);
    const nested = card.querySelectorAll(".term");
    for (const term of nested) {
      if (depth) term.classList.remove("term");
      else reach(term);
    }
    card.hidden = false;
    if (card.popover) card.showPopover();
    holders[depth] = holder;
    holder.setAttribute("aria-describedby", card.id);
    place(card, holder);
  };

  // The first term of each block is a stop of the Tab key; arrow keys go from it to the others.
  const terms = [...text.querySelectorAll(".term:not(.on)")]; // The rest of a term is no stop of its own.
  const reach = (term) => {
    term.tabIndex = 0;
    term.role = "button";
  };
  const leave = (term) => {
    term.removeAttribute("tabindex");
    term.removeAttribute("role");
  };
  const blockOf = (term) => term.closest("p, table");
  const stops = new Map();
  for (const term of terms) {
    if (stops.has(blockOf(term))) continue;
    stops.set(blockOf(term), term);
    reach(term);
  }
  const step = { ArrowRight: 1, ArrowLeft: -1 };
  const go = (term, by) => {
    const next = terms[terms.indexOf(term) + by];
    if (!next) return;
    const block = blockOf(next);
    if (stops.get(block) !== next) leave(stops.get(block));
    stops.set(block, next);
    reach(next);
    next.focus();
  };

  const holderOf = (target) => (target instanceof Element ? target.closest(".term, a.ref, a.cited-by") : null);
  const isCard = (target) => target instanceof Element && target.closest(".over");
  let waiting = 0;
  const later = (act, milliseconds) => {
    clearTimeout(waiting);
    waiting = setTimeout(act, milliseconds);
  };
  let pointer = "mouse";
  addEventListener("pointerover", ({ target, pointerType }) => {
    if (pointerType !== "mouse") return;
    const holder = holderOf(target);
    if (holder) later(() => show(holder), 200);
    else if (isCard(target)) later(() => hide(depthOf(target)), 400);
    else if (holders[0] && holders[0] !== document.activeElement) later(() => hide(), 400);
    else clearTimeout(waiting);
  });
  addEventListener(
    "pointerdown",
    ({ target, pointerType }) => {
      pointer = pointerType;
      if (!isCard(target) && !holderOf(target)) hide();
    },
    true,
  );
  addEventListener("click", (event) => {
    const holder = holderOf(event.target);
    if (!holder || event.detail === 0) return;
    const touched = pointer !== "mouse" && !holders.includes(holder);
    if (holder.matches(".term") || touched) {
      event.preventDefault();
      clearTimeout(waiting);
      show(holder);
    } else hide();
  });
  addEventListener("focusin", ({ target }) => {
    const holder = holderOf(target);
    if (holder && target.matches(":focus-visible")) show(holder);
    else if (!isCard(target)) hide();
  });
  addEventListener("keydown", (event) => {
    const { key, target } = event;
    const depth = depthOf(target);
    if (key === "Escape" && holders[0]) {
      clearTimeout(waiting);
      const last = holders[1] ? 1 : 0;
      const back = cards[last].contains(document.activeElement) ? holders[last] : null;
      hide(last);
      if (back) {
        back.focus();
        hide(last);
      }
      return;
    }
    const holder = holderOf(target);
    if (!holder || event.ctrlKey || event.altKey || event.metaKey) return;
    const isTerm = holder.matches(".term");
    if (key === "ArrowDown" || (isTerm && ["Enter", " "].includes(key))) {
      show(holder);
      if (holders[depth] !== holder) return;
      event.preventDefault();
      cards[depth].focus();
    } else if (isTerm && key in step && !depth) {
      event.preventDefault();
      go(holder, step[key]);
    }
  });
}
