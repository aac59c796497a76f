/** Keeps the chat at its newest message, unless the person has scrolled up to read; then a pill says there is news. */
const NEAR = 48;

export function stickToBottom(box, content, pill) {
  let stuck = true;
  let measured = "";
  const measure = () => `${box.scrollHeight}/${box.clientHeight}`;

  const toBottom = () => {
    stuck = true;
    pill.hidden = true;
    box.scrollTop = box.scrollHeight;
  };

  box.addEventListener("scroll", () => {
    // The browser tells of a scroll a little later. If messages came in between, the distance says nothing about
    // what the person wants, and the observer below is about to follow them.
    if (measured !== measure()) return;
    stuck = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;
    if (stuck) pill.hidden = true;
  });
  pill.addEventListener("click", toBottom);
  // Growing content, a loaded picture or the opening keyboard must not push the newest message out of sight.
  const follow = new ResizeObserver(() => {
    measured = measure();
    if (stuck) toBottom();
  });
  follow.observe(content);
  follow.observe(box);

  return { toBottom, news: () => (pill.hidden = stuck) };
}
