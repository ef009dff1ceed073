import type { Work } from "../profile.ts";

type Counted = Exclude<keyof Work, "functions">;

const COUNTED: readonly Counted[] = [
  "requests",
  "answerBytes",
  "calls",
  "readUnits",
  "writeUnits",
  "storedBytes",
  "events",
  "eventBytes",
  "mails",
  "logBytes",
  "logLines",
];

type Combine = (figures: readonly number[]) => number;

/** Work put together figure by figure; a function that is missing from one ran no times there. */
function together(works: readonly Work[], combine: Combine, combineTimes = combine): Work {
  const names = [...new Set(works.flatMap(({ functions }) => Object.keys(functions)))].sort();
  const figure = (of: (work: Work) => number, by = combine) => rounded(by(works.map(of)));
  const counts = Object.fromEntries(COUNTED.map((name) => [name, figure((work) => work[name])]));
  const functions = Object.fromEntries(
    names.map((name) => [
      name,
      {
        runs: figure((work) => work.functions[name]?.runs ?? 0),
        milliseconds: figure((work) => work.functions[name]?.milliseconds ?? 0, combineTimes),
      },
    ]),
  );
  return { ...(counts as Record<Counted, number>), functions };
}

/** The mean of several times the same; of times the least, which other programs disturbed least. */
export function typical(works: readonly Work[]): Work {
  return together(
    works,
    (figures) => figures.reduce((sum, figure) => sum + figure, 0) / works.length,
    (figures) => Math.min(...figures),
  );
}

/** What is left of some work without another; never less than nothing. */
export function less(work: Work, other: Work): Work {
  return together([work, other], ([all = 0, base = 0]) => Math.max(0, all - base));
}

/** One of so many equal parts. */
export function shareOf(work: Work, parts: number): Work {
  return parts === 1 ? work : together([work], ([all = 0]) => all / parts);
}

/** Four digits after the point are more than was measured. */
function rounded(figure: number): number {
  return Math.round(figure * 10_000) / 10_000;
}
