// The links to other versions of a document lead to the provision that is being read: each page of a
// version has the lasting ids of the provisions that ever changed, whatever their numbers. A row is
// looked for in the table, or the provision, that has the lasting id: "table-17.6@1.0/moc-secure".
{
  const byId = id => document.getElementById(id);
  const anchorRead = () => {
    try {
      return decodeURIComponent(location.hash.slice(1));
    } catch {
      return "";
    }
  };
  const lastingOf = place => place.querySelector(".life")?.id;
  const ofRow = anchor => {
    let cut = anchor.length, host;
    while (!host && cut > 0) {
      cut = anchor.lastIndexOf("-", cut - 1);
      host = cut > 0 && byId(anchor.slice(0, cut));
    }
    const lasting = host && lastingOf(host);
    return lasting ? `${lasting}/${anchor.slice(cut + 1)}` : anchor;
  };
  const keepFragment = () => {
    const anchor = anchorRead(), place = anchor && byId(anchor), [lasting, row] = anchor.split("/");
    const host = !place && row && byId(lasting)?.closest("[id]:not(.life)");
    if (host) location.replace(`#${(byId(`${host.id}-${row}`) ?? host).id}`);
    const kept = !place ? "" : place.localName === "tr" ? ofRow(anchor) : (lastingOf(place) ?? anchor);
    for (const link of document.querySelectorAll("[data-keeps-fragment] a")) {
      if (/\/v\/[^/]+\/(?:index\.html)?$/.test(link.pathname)) link.hash = kept;
    }
  };
  keepFragment();
  addEventListener("hashchange", keepFragment);
}
