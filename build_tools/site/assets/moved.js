// Leads from the address of a redline that has no page of its own to the page that compares any two versions. It leads by a
// path within this site: an address such as "//elsewhere/redline/1.0..2.0/" names no other.
{
  const [, names] = /\/redline\/([^/]+)\/(?:index\.html)?$/.exec(location.pathname) ?? [];
  if (/^[^.]+(?:\.[^.]+)*\.\.[^.]+(?:\.[^.]+)*$/.test(names ?? "")) location.replace(new URL(`../../compare/#${names}`, location.href));
}
