/** A call as the file has it. */
interface Call {
  readonly agent: string;
  readonly month: string;
  readonly answered: boolean;
  readonly resolved: boolean;
  /** Seconds. */
  readonly speed: number;
  readonly talk: number;
  readonly score: number | undefined;
}

export function callsIn(csv: string): Call[] {
  const lines = csv.trimEnd().split("\n").slice(1);
  return lines.map((line) => {
    const [, agent = "", date = "", , , answered, resolved, speed, talk = "", score = ""] = line
      .trim()
      .split(",");
    const [hours = 0, minutes = 0, seconds = 0] = talk.split(":").map(Number);
    return {
      agent,
      month: date.slice(0, 7),
      answered: answered === "Y",
      resolved: resolved === "Y",
      speed: Number(speed),
      talk: (hours * 60 + minutes) * 60 + seconds,
      score: score === "" ? undefined : Number(score),
    };
  });
}

/** What some calls come to, in the terms of the data's `expected.json`. */
export function figuresOfCalls(csv: string) {
  const calls = callsIn(csv);
  const scores = ["", "1", "2", "3", "4", "5"];
  const total = figures(calls);
  const rated = calls.filter(({ score }) => score !== undefined);
  return {
    total,
    csat_pct_as_published: round(20 * total.rating_avg, 2),
    rating_distribution: Object.fromEntries(
      scores.map((score) => [score, calls.filter((call) => String(call.score ?? "") === score).length]),
    ),
    by_agent: by(calls, ({ agent }) => agent, figures),
    by_month: by(calls, ({ month }) => month, figures),
    by_agent_month_rating_avg: by(
      rated,
      ({ agent, month }) => `${agent}|${month}`,
      (some) => figures(some).rating_avg,
    ),
  };
}

function figures(calls: readonly Call[]) {
  const answered = calls.filter((call) => call.answered);
  const rated = calls.flatMap(({ score }) => (score === undefined ? [] : [score]));
  const sum = (values: readonly number[]) => values.reduce((all, one) => all + one, 0);
  return {
    calls: calls.length,
    answered: answered.length,
    abandoned: calls.length - answered.length,
    resolved: calls.filter((call) => call.resolved).length,
    avg_speed_s: round(sum(answered.map(({ speed }) => speed)) / answered.length, 4),
    rated: rated.length,
    rating_avg: round(sum(rated) / rated.length, 4),
    csat_top2_pct: round((100 * rated.filter((score) => score >= 4).length) / rated.length, 4),
  };
}

function by<T>(calls: readonly Call[], key: (call: Call) => string, of: (some: readonly Call[]) => T) {
  return Object.fromEntries([...Map.groupBy(calls, key)].map(([name, some]) => [name, of(some)]));
}

function round(value: number, places: number): number {
  return Math.round(value * 10 ** places) / 10 ** places;
}
