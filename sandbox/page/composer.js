/** The text box: Enter sends, Shift+Enter starts a line, ArrowUp in an empty box edits one's last message. */

export function composer({ form, text, editingBar, stopEditing, send, edit, lastOwn }) {
  let editing = null; // the message being edited

  const fit = () => {
    text.style.height = "auto";
    text.style.height = `${text.scrollHeight}px`;
  };
  const write = (words) => {
    text.value = words;
    fit();
  };

  function startEditing(message) {
    if (!message) return;
    editing = message;
    editingBar.hidden = false;
    write(message.text);
    text.focus();
  }

  function done() {
    editing = null;
    editingBar.hidden = true;
    write("");
  }

  async function submit() {
    const words = text.value.trim();
    if (!words) return;
    const was = editing;
    done();
    // What could not be sent comes back into the box, so that nobody types it twice.
    const sent = was ? await edit(was, words) : await send(words);
    if (!sent && !text.value) write(words);
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  text.addEventListener("input", fit);
  text.addEventListener("keydown", (event) => {
    // While a Chinese input method composes, Enter picks a word.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      submit();
    } else if (event.key === "ArrowUp" && !text.value) {
      startEditing(lastOwn());
    } else if (event.key === "Escape" && editing) {
      done();
    }
  });
  stopEditing.addEventListener("click", done);

  return { startEditing, clear: done };
}
