/** Keeps the chat at its newest message, unless the person has scrolled up to read; then a pill says there is news. */
const NEAR = 48;

export function stickToBottom(box, content, pill) {
  let stuck = true;
  const toBottom = () => {
    stuck = true;
    pill.hidden = true;
    box.scrollTop = box.scrollHeight;
  };

  box.addEventListener("scroll", () => {
    stuck = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;
    if (stuck) pill.hidden = true;
  });
  pill.addEventListener("click", toBottom);
  // Growing content, a loaded picture or the opening keyboard must not push the newest message out of sight.
  const follow = new ResizeObserver(() => stuck && toBottom());
  follow.observe(content);
  follow.observe(box);

  return { toBottom, news: () => (pill.hidden = stuck) };
}
