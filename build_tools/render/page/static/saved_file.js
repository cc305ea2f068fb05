// A file's name, the pieces that it is made of and its media type in; the browser saves it as it does a download.
export const saveFile = (name, pieces, type) => {
  const href = URL.createObjectURL(new Blob(pieces, { type }));
  Object.assign(document.createElement("a"), { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 1e4);
};
