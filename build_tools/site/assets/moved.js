// Leads from the address of a redline that has no page of its own to the page that compares any two versions.
{
  const [, root, names] = /^(.*)\/redline\/([^/]+)\/(?:index\.html)?$/.exec(location.pathname) ?? [];
  if (/^[^.]+(?:\.[^.]+)*\.\.[^.]+(?:\.[^.]+)*$/.test(names ?? "")) location.replace(`${root}/compare/#${names}`);
}
