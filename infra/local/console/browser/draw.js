import { chartOf } from "./charts.js";
import { element } from "./element.js";
import { number } from "./format.js";

/** Charts on the page, to be drawn anew when it turns light or dark. @type {Map<HTMLElement, () => void>} */
const redraws = new Map();

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  for (const redraw of redraws.values()) redraw();
});

/**
 * A frame for a chart, which says that it is being read.
 * @param {string} title
 */
export function frame(title) {
  return element("figure", {}, element("h3", {}, title), element("p", { class: "nothing" }, "Reading …"));
}

/**
 * Puts a chart, the sentence that sums it up and its table into a frame.
 * @param {HTMLElement} figure
 * @param {string} title
 * @param {import("./figures.js").Figure} drawn
 */
export function draw(figure, title, drawn) {
  const canvas = element("canvas", { role: "img", "aria-label": `${title}: ${drawn.summary}` });
  const wasOpen = figure.querySelector("details")?.open === true;
  const details = element(
    "details",
    {},
    element("summary", {}, `The figures: ${title}`),
    tableOf(title, drawn),
  );
  details.open = wasOpen;
  const hadFocus = figure.contains(document.activeElement);
  figure.replaceChildren(
    element("h3", {}, title),
    element("figcaption", { class: "quiet" }, drawn.summary),
    element("div", { class: "canvas" }, canvas),
    details,
  );
  if (hadFocus) details.querySelector("summary")?.focus();
  let chart = chartOf(canvas, drawn);
  redraws.set(figure, () => {
    chart.destroy();
    chart = chartOf(canvas, drawn);
  });
}

/**
 * Says in a frame why there is no chart.
 * @param {HTMLElement} figure
 * @param {string} title
 * @param {string} reason
 */
export function leaveOut(figure, title, reason) {
  redraws.delete(figure);
  figure.replaceChildren(element("h3", {}, title), element("p", { class: "nothing" }, reason));
}

/**
 * @param {string} title
 * @param {import("./figures.js").Figure} figure
 */
function tableOf(title, { labels, series, format = number }) {
  const heads = ["", ...series.map(({ label }) => label)];
  const rows = labels.map((label, index) =>
    element(
      "tr",
      {},
      element("th", { scope: "row" }, label),
      ...series.map(({ values }) => element("td", { class: "number" }, format(values[index] ?? 0))),
    ),
  );
  const table = element(
    "table",
    { "aria-label": title },
    element(
      "thead",
      {},
      element(
        "tr",
        {},
        ...heads.map((head, index) =>
          index === 0 ? element("td") : element("th", { scope: "col", class: "number" }, head),
        ),
      ),
    ),
    element("tbody", {}, ...rows),
  );
  return element("div", { class: "table" }, table);
}
