// Has the page of a redline painted at first as its script is going to leave it: with the list folded. Where that script does
// not begin, all is opened again. It runs before anything is painted, so it is small.
{
  const root = document.documentElement;
  root.classList.add("with-script");
  const look = () => {
    if (!document.querySelector(".review.with-script")) root.classList.remove("with-script");
  };
  addEventListener("load", look);
  setTimeout(look, 10_000);
}
