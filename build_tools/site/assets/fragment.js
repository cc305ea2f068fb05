// The links to other versions of a document lead to the provision that is being read: each page of a
// version has the lasting ids of the provisions that ever changed, whatever their numbers.
const anchorRead = () => {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return "";
  }
};
const keepFragment = () => {
  const anchor = anchorRead();
  const place = anchor && document.getElementById(anchor);
  const kept = place ? (place.querySelector(".life")?.id ?? anchor) : "";
  for (const link of document.querySelectorAll("[data-keeps-fragment] a")) {
    if (/\/v\/[^/]+\/$/.test(link.pathname)) link.hash = kept;
  }
};
keepFragment();
addEventListener("hashchange", keepFragment);
