import { steer } from "./api.js";
import { lookAround } from "./board.js";
import { byId, element, once, tell } from "./element.js";
import { at } from "./format.js";

/**
 * The controls that move the product's clock.
 * @param {() => Promise<void>} moved called when it has been moved and all that follows is done
 */
export function startClock(moved) {
  const form = byId("clock-to", HTMLFormElement);
  const buttons = [
    ...document.querySelectorAll("button[data-advance]"),
    ...form.querySelectorAll("button"),
  ].filter((button) => button instanceof HTMLButtonElement);

  /** @param {{ advance: string } | { to: string }} wanted */
  const move = (wanted) =>
    once(buttons, async () => {
      tell("The clock is moving; what comes due on the way is being done …");
      const { now, fired } = await steer("clock", wanted);
      showFired(fired);
      await lookAround();
      await moved();
      tell(
        `The clock shows ${at(now)}; ${fired.length === 1 ? "one function" : `${fired.length} functions`} fired on the way.`,
      );
    });

  for (const button of buttons) {
    const { advance } = button.dataset;
    if (advance !== undefined) button.addEventListener("click", () => move({ advance }));
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    return move({ to: new Date(byId("to", HTMLInputElement).value).toISOString() });
  });
}

/** @param {readonly { function: string }[]} fired */
function showFired(fired) {
  const counts = [...Map.groupBy(fired, ({ function: name }) => name)].map(
    ([name, times]) => `${name}${times.length > 1 ? ` × ${times.length}` : ""}`,
  );
  byId("fired", HTMLElement).replaceChildren(
    element(
      "p",
      { class: "quiet" },
      counts.length === 0 ? "Nothing was due." : `Fired: ${counts.join(", ")}.`,
    ),
  );
}
