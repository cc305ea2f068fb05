// Leads from the contents of a text that is divided into pages to the section that has what an address asks for: each has its id
// beside the link to its section. A row that is not known by its own name is looked for with its table.
{
  const lead = () => {
    let id = "";
    try {
      id = decodeURIComponent(location.hash.slice(1));
    } catch {
      return;
    }
    let place = document.getElementById(id), cut = id.length;
    while (!place && cut > 0) {
      cut = Math.max(id.lastIndexOf("-", cut - 1), id.lastIndexOf("/", cut - 1));
      place = cut > 0 ? document.getElementById(id.slice(0, cut)) : null;
    }
    const link = place?.closest(".sections li")?.querySelector("a");
    if (!link) return;
    const there = new URL(link.href);
    there.hash = location.hash;
    location.replace(there);
  };
  lead();
  addEventListener("hashchange", lead);
}
