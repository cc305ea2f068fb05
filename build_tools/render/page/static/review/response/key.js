// Under which name a browser keeps what is written on a page. It is made of the texts; on a site they may change while they are
// proposed, and the address is in it instead.
export const keyOf = ({ dataset }) => {
  const site = "atAddress" in dataset ? location.pathname.replace(/\/+/g, "/").replace(/index\.html$/, "") : "";
  return `corpus-remarks:${dataset.key}${site}`;
};
