// A page of a redline: its parts, and how they are found, made and listened to. What listens stops with the signal.
export const attempt = (act, otherwise) => {
  try {
    return act();
  } catch {
    return otherwise;
  }
};
export const isText = value => typeof value === "string";
export const made = (tag, properties, ...inside) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...inside);
  return element;
};
// Whole, because a path that begins with two slashes would be another host's; and a page in a mail may have none.
export const visit = (how, to) => attempt(() => history[how](history.state, "", to));

export const pageOf = (review, signal) => {
  const all = (selector, within = review) => [...within.querySelectorAll(selector)];
  const one = (selector, within = review) => within.querySelector(selector);
  const cards = all(".card");
  return {
    review,
    // Once another redline is drawn here, this one is over.
    isOver: () => signal.aborted,
    all,
    one,
    on: (target, type, act) => target?.addEventListener(type, act, { signal }),
    words: (selector, within) => one(selector, within)?.textContent.trim() ?? "",
    text: one(".text"),
    // Of a long text. What is out of sight is not laid out, and asking where something in it is would have it laid out.
    parts: all(".text .part"),
    cards,
    byId: new Map(cards.map(card => [card.dataset.id, card])),
    here: () => location.href.split(/[?#]/)[0],
    // On a page of many redlines an address begins with the two versions.
    versions: review.dataset.pair ? `${review.dataset.pair}/` : "",
    fragment: () => attempt(() => decodeURIComponent(location.hash.slice(1)), "").split("/").at(-1),
  };
};
