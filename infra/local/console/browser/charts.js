import { short } from "./format.js";

/** The chart library, from its script before this one. @type {typeof import("chart.js/auto").default} */
const Chart = Reflect.get(globalThis, "Chart");

/** @param {string} name */
const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;

const monthName = new Intl.DateTimeFormat("en", { month: "short", timeZone: "UTC" });

/** A month by its name alone: twelve fit beside each other. @param {string} label */
const brief = (label) => (/^\d{4}-\d\d$/.test(label) ? monthName.format(new Date(label)) : label);

/**
 * @param {HTMLCanvasElement} canvas
 * @param {import("./figures.js").Figure} figure
 */
export function chartOf(canvas, { labels, series, format = short, layout }) {
  const isSideways = layout === "sideways";
  const isStacked = layout === "stacked";
  const text = color("--quiet");
  /** @param {number | string} _ @param {number} index */
  const shown = (_, index) => brief(labels[index] ?? "");
  const values = {
    stacked: isStacked,
    beginAtZero: true,
    border: { display: false },
    grid: { color: color("--line") },
    ticks: {
      color: text,
      maxTicksLimit: 6,
      callback: (/** @type {number | string} */ value) => short(Number(value)),
    },
  };
  const names = {
    stacked: isStacked,
    border: { color: color("--line") },
    grid: { display: false },
    ticks: { color: text, autoSkip: !isSideways, maxRotation: 0, callback: shown },
  };
  return new Chart(canvas, {
    type: "bar",
    data: {
      labels: [...labels],
      datasets: series.map(({ label, values: data }, index) => ({
        label,
        data: [...data],
        backgroundColor: color(`--series-${(index % 5) + 1}`),
        borderRadius: 3,
        maxBarThickness: 34,
      })),
    },
    options: {
      animation: false,
      maintainAspectRatio: false,
      indexAxis: isSideways ? "y" : "x",
      scales: isSideways ? { x: values, y: names } : { x: names, y: values },
      plugins: {
        legend: { display: series.length > 1, labels: { color: text, boxWidth: 12, boxHeight: 12 } },
        tooltip: {
          callbacks: {
            label: ({ dataset, parsed }) =>
              `${dataset.label}: ${format((isSideways ? parsed.x : parsed.y) ?? 0)}`,
          },
        },
      },
    },
  });
}
