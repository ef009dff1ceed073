/**
 * An element with attributes and children; text is always text, never markup.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Readonly<Record<string, string>>} attributes
 * @param {readonly (Node | string)[]} children
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/**
 * The element of the page with that id.
 * @template {HTMLElement} E
 * @param {string} id
 * @param {new () => E} type
 */
export function byId(id, type) {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`the page has no ${type.name} ${id}`);
  return found;
}

/**
 * A button that works once at a time, and says what went wrong.
 * @param {HTMLButtonElement} button
 * @param {() => Promise<void>} work
 */
export function onPress(button, work) {
  button.addEventListener("click", () => once([button], work));
}

/**
 * Does something during which the controls rest; whoever pressed one by the keyboard stays on it.
 * @param {readonly HTMLButtonElement[]} controls
 * @param {() => Promise<void>} work
 */
export async function once(controls, work) {
  const focused = document.activeElement;
  for (const control of controls) control.disabled = true;
  try {
    await work();
  } catch (error) {
    tell(error instanceof Error ? error.message : String(error), "wrong");
  } finally {
    for (const control of controls) control.disabled = false;
    if (focused instanceof HTMLElement && document.activeElement === document.body) focused.focus();
  }
}

/**
 * Says something in the line that screen readers read aloud.
 * @param {string} sentence
 * @param {"ok" | "wrong"} how
 */
export function tell(sentence, how = "ok") {
  const line = byId("told", HTMLElement);
  line.className = how === "wrong" ? "told wrong" : "told";
  line.textContent = sentence;
}
