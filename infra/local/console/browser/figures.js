import { lastMonths, major, milliseconds, moneyOf, number } from "./format.js";

/**
 * What a chart and its table show.
 * @typedef {object} Figure
 * @property {string} summary the figure in a sentence
 * @property {readonly string[]} labels
 * @property {readonly { readonly label: string; readonly values: readonly number[] }[]} series
 * @property {(value: number) => string} [format]
 * @property {"stacked" | "sideways"} [layout]
 *
 * @typedef {object} Question
 * @property {string} title
 * @property {string} nothing what is said when there is nothing to draw
 * @property {(asked: { read: import("./api.js").Reader, local: import("./api.js").Reader, now: string }) => Promise<Figure>} answer
 */

/** @param {readonly number[]} values */
const sum = (values) => values.reduce((total, value) => total + value, 0);

/**
 * @param {import("./api.js").Reader} read
 * @param {string} now
 * @param {string} groupBy
 */
async function performanceOf(read, now, groupBy) {
  const months = lastMonths(now, 12);
  const answer = await read(`/reports/performance?from=${months[0]}&to=${months.at(-1)}&groupBy=${groupBy}`);
  return { months, ...answer };
}

/** @type {Question} */
const won = {
  title: "Won amount by month",
  nothing: "Nothing was won in the last twelve months.",
  async answer({ read, now }) {
    const { months, rows, total } = await performanceOf(read, now, "month");
    const format = moneyOf(total.wonAmount.currency);
    const byMonth = new Map(rows.map((/** @type {any} */ row) => [row.month, major(row.wonAmount)]));
    return {
      summary: `${format(major(total.wonAmount))} in ${number(total.deals)} deals, in twelve months.`,
      labels: months,
      series: [
        { label: "won", values: months.map((/** @type {string} */ month) => byMonth.get(month) ?? 0) },
      ],
      format,
    };
  },
};

/** @type {Question} */
const decided = {
  title: "Deals won and lost",
  nothing: "No deal was decided in the last twelve months.",
  async answer({ read, now }) {
    const { months, rows, total } = await performanceOf(read, now, "month");
    const byMonth = new Map(rows.map((/** @type {any} */ row) => [row.month, row]));
    const values = (/** @type {string} */ name) =>
      months.map((/** @type {string} */ month) => byMonth.get(month)?.[name] ?? 0);
    return {
      summary: `${number(total.deals)} won and ${number(total.lost)} lost in twelve months.`,
      labels: months,
      series: [
        { label: "won", values: values("deals") },
        { label: "lost", values: values("lost") },
      ],
      layout: "stacked",
    };
  },
};

const RANKS = 10;

/** @type {Question} */
const commission = {
  title: "Commission ranking, twelve months",
  nothing: "Nobody has earned commission yet.",
  async answer({ read, now }) {
    const { rows, total } = await performanceOf(read, now, "salesperson");
    const format = moneyOf(total.commission.currency);
    /** @type {Map<string, { name: string; earned: number }>} */
    const people = new Map();
    for (const { salespersonId, salespersonName, commission: earned } of rows) {
      const before = people.get(salespersonId)?.earned ?? 0;
      people.set(salespersonId, { name: salespersonName ?? salespersonId, earned: before + major(earned) });
    }
    const ranked = [...people.values()]
      .filter(({ earned }) => earned !== 0)
      .sort((one, other) => other.earned - one.earned)
      .slice(0, RANKS);
    const [first] = ranked;
    return {
      summary: first === undefined ? "" : `${first.name} leads with ${format(first.earned)}.`,
      labels: ranked.map(({ name }) => name),
      series: [{ label: "commission", values: ranked.map(({ earned }) => earned) }],
      format,
      layout: "sideways",
    };
  },
};

const SCORES = [1, 2, 3, 4, 5];

/** @type {Question} */
const satisfaction = {
  title: "Satisfaction, twelve months",
  nothing: "No customer has answered a survey yet.",
  async answer({ read, now }) {
    const months = lastMonths(now, 12);
    const { total } = await read(
      `/reports/satisfaction?from=${months[0]}&to=${months.at(-1)}&groupBy=company`,
    );
    const average =
      total.average === undefined ? "" : `, ${Number(total.average).toFixed(2)} of 5 on average`;
    return {
      summary: `${number(total.answers)} answers to ${number(total.sent)} surveys${average}.`,
      labels: SCORES.map((score) => `${score} of 5`),
      series: [{ label: "answers", values: SCORES.map((score) => total.scores[score] ?? 0) }],
    };
  },
};

/** @type {Question} */
const targets = {
  title: "Service targets, twelve months",
  nothing: "No request has met or missed a target yet.",
  async answer({ read, now }) {
    const months = lastMonths(now, 12);
    const { total } = await read(
      `/reports/response-times?from=${months[0]}&to=${months.at(-1)}&groupBy=company`,
    );
    const both = [total.firstResponse, total.resolution];
    return {
      summary: `${number(total.received)} requests received, ${number(total.missed)} missed a target.`,
      labels: ["first response", "resolution"],
      series: [
        { label: "met", values: both.map(({ targetMet }) => targetMet) },
        { label: "missed", values: both.map(({ targetMissed }) => targetMissed) },
      ],
      layout: "stacked",
    };
  },
};

/** At most so many open opportunities are counted, a hundred a request. */
const PAGES = 5;

/** @type {Question} */
const funnel = {
  title: "Open opportunities by stage",
  nothing: "No opportunity is open.",
  async answer({ read }) {
    const { value } = await read("/settings/pipeline");
    /** @type {Map<string, number>} */
    const counts = new Map(value.stages.map((/** @type {{ key: string }} */ { key }) => [key, 0]));
    let cursor = "";
    let pages = 0;
    do {
      const page = await read(`/opportunities?status=executing&limit=100${cursor}`);
      for (const { stage } of page.items) counts.set(stage, (counts.get(stage) ?? 0) + 1);
      cursor = page.nextCursor === null ? "" : `&cursor=${encodeURIComponent(page.nextCursor)}`;
      pages += 1;
    } while (cursor !== "" && pages < PAGES);
    const names = new Map(value.stages.map((/** @type {any} */ { key, name }) => [key, name]));
    const open = sum([...counts.values()]);
    return {
      summary: `${number(open)}${cursor === "" ? "" : " or more"} open, from the first stage to the last.`,
      labels: [...counts.keys()].map((key) => names.get(key) ?? key),
      series: [{ label: "open", values: [...counts.values()] }],
      layout: "sideways",
    };
  },
};

/** @type {Question} */
const forecast = {
  title: "Pipeline by expected close",
  nothing: "Nothing is expected to close.",
  async answer({ read }) {
    const { from, to, rows, total, overdue, undated } = await read("/reports/forecast");
    const format = moneyOf(total.amount.currency);
    const all = [{ month: "overdue", ...overdue }, ...rows, { month: "undated", ...undated }].filter(
      ({ open }) => open > 0,
    );
    return {
      summary: `${format(major(total.amount))} open from ${from} to ${to}, ${format(major(total.weighted))} by probability.`,
      labels: all.map(({ month }) => month),
      series: [
        { label: "open", values: all.map(({ amount }) => major(amount)) },
        { label: "by probability", values: all.map(({ weighted }) => major(weighted)) },
      ],
      format,
    };
  },
};

/** @type {Question} */
const members = {
  title: "Members by tier",
  nothing: "Nobody is a member yet.",
  async answer({ read, now }) {
    const months = lastMonths(now, 12);
    const { rows, total } = await read(`/reports/memberships?from=${months[0]}&to=${months.at(-1)}`);
    const format = moneyOf(total.spend.currency);
    const values = rows.map((/** @type {any} */ row) => row.members ?? 0);
    return {
      summary: `${number(sum(values))} members bought for ${format(major(total.spend))} in twelve months; ${number(total.pointsEarned)} points earned, ${number(total.pointsRedeemed)} redeemed, ${number(total.pointsExpired)} expired.`,
      labels: rows.map((/** @type {any} */ row) => row.tierName ?? row.tier),
      series: [{ label: "members", values }],
    };
  },
};

const GREETED = [
  { label: "sent", statuses: ["sent", "delivered"] },
  { label: "waiting", statuses: ["queued", "sending"] },
  { label: "held back", statuses: ["held", "suppressed", "cancelled"] },
  { label: "given to people", statuses: ["task"] },
  { label: "failed", statuses: ["bounced", "complained", "failed"] },
];

/** @type {Question} */
const greetings = {
  title: "Greetings, sent and held back",
  nothing: "Nobody was greeted yet: advance the clock past tomorrow morning.",
  async answer({ read }) {
    const { items } = await read("/care-mails?limit=100");
    /** @type {Map<string, { status: string }[]>} */
    const groups = Map.groupBy(items, (/** @type {any} */ mail) => String(mail.ruleName ?? mail.occasion));
    const count = (/** @type {readonly string[]} */ statuses) =>
      [...groups.values()].map((mails) => mails.filter(({ status }) => statuses.includes(status)).length);
    const series = GREETED.map(({ label, statuses }) => ({ label, values: count(statuses) }));
    const said = series.filter(({ values }) => sum(values) > 0);
    return {
      summary: `Of the last ${items.length}: ${said.map(({ label, values }) => `${sum(values)} ${label}`).join(", ")}.`,
      labels: [...groups.keys()],
      series: said,
      layout: "stacked",
    };
  },
};

/** @type {Question} */
const requests = {
  title: "Request times since the start",
  nothing: "Nobody has asked the API anything yet.",
  async answer({ local }) {
    const { items } = await local("requests");
    const shown = items.slice(0, RANKS);
    const total = sum(items.map((/** @type {any} */ item) => item.requests));
    const failed = sum(items.map((/** @type {any} */ item) => item.failed));
    return {
      summary: `${number(total)} requests, ${number(failed)} failed; this page’s own are among them.`,
      labels: shown.map((/** @type {any} */ item) => item.function.replace(/^api-/, "")),
      series: [
        { label: "p50", values: shown.map((/** @type {any} */ item) => item.p50) },
        { label: "p90", values: shown.map((/** @type {any} */ item) => item.p90) },
      ],
      format: milliseconds,
      layout: "sideways",
    };
  },
};

/** In the order in which they stand on the page. @type {readonly Question[]} */
export const QUESTIONS = [
  won,
  decided,
  commission,
  forecast,
  funnel,
  satisfaction,
  targets,
  members,
  greetings,
  requests,
];
