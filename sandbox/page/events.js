/** The server's news. The browser reconnects by itself; a connection that the server refused is opened again here. */
const AGAIN_AFTER = 2000;

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
      lost = true;
      onLost();
      if (source.readyState === EventSource.CLOSED) setTimeout(open, AGAIN_AFTER);
    };
  }
}
