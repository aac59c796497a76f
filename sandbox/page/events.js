/** The server's news, again and again. Whoever was cut off reads everything anew, so nothing need be told twice. */
const AGAIN_AFTER = 1000;

export function listen({ onEvent, onLost, onBack }) {
  let lost = false;
  open();

  function open() {
    const source = new EventSource("/try/events");
    source.onmessage = (message) => onEvent(JSON.parse(message.data));
    source.onopen = () => {
      if (lost) onBack();
      lost = false;
    };
    source.onerror = () => {
      // The browser would try again by itself, but not after every error, and ever more slowly.
      source.close();
      lost = true;
      onLost();
      setTimeout(open, AGAIN_AFTER);
    };
  }
}
