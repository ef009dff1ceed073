import type { FieldChange } from "../../../lib/projections/history.ts";
import type { Item } from "../../../lib/table/entity.ts";
import type { Evidence, Invariant } from "../capability.ts";
import type { Answered, Complained, Delivered, Requested } from "./service.ts";
import { wrongFigures } from "./service-figures.ts";

/** What the writers were answered. */
interface Told {
  readonly requests: readonly Requested[];
  readonly complaints: readonly Complained[];
  readonly answered: readonly Answered[];
  readonly delivered: readonly Delivered[];
}

/** What must be true of service, seen from the records themselves. */
export function booksOfService({ requests, complaints, answered, delivered }: Told): Invariant[] {
  return [
    {
      sentence: "every service request is as its writers were told, and closed once its customer was asked",
      broken(evidence) {
        const there = byId(evidence.of("service-request"));
        return requests.flatMap(({ id, status, resolutions }) => {
          const found = there.get(id);
          const told = `${status === "resolved" ? "closed" : status} after ${resolutions} resolutions`;
          const is = `${found?.status} after ${found?.resolutionNumber} resolutions`;
          return is === told ? [] : [`${id} is ${is}, its writers were told ${told}`];
        });
      },
    },
    {
      sentence: "one survey and at most one mail per resolution, and both for the last one",
      broken: (evidence) => [...wrongSurveys(evidence), ...wrongMails(evidence)],
    },
    {
      sentence: "one answer per survey, the one that was accepted, and one task after a low one",
      broken: (evidence) => wrongAnswers(evidence, answered),
    },
    { sentence: "targets that passed are recorded at their instant, and no others", broken: wrongTargets },
    {
      sentence: "one service card per delivered unit",
      broken: (evidence) => wrongCards(evidence, delivered),
    },
    {
      sentence: "every complaint is as its writers were told",
      broken(evidence) {
        const there = byId(evidence.of("complaint"));
        return complaints.flatMap(({ id, status, reopenings }) => {
          const found = there.get(id);
          return found?.status === status && found.reopenings === reopenings
            ? []
            : [
                `${id} is ${found?.status} after ${found?.reopenings} reopenings, told ${status} after ${reopenings}`,
              ];
        });
      },
    },
    {
      sentence:
        "figures of service equal its records to the unit: satisfaction, response, faults, complaints",
      broken: wrongFigures,
    },
  ];
}

const byId = (items: readonly Item[]) => new Map(items.map((item) => [String(item.id), item]));

function wrongSurveys(evidence: Evidence): string[] {
  const surveys = Map.groupBy(
    evidence.of("survey"),
    ({ requestId, resolutionNumber }) => `${requestId} ${resolutionNumber}`,
  );
  const doubled = [...surveys].flatMap(([which, all]) =>
    all.length === 1 ? [] : [`${which}: ${all.length} surveys`],
  );
  const missing = evidence.of("service-request").flatMap(({ id, status, resolutionNumber, surveyId }) => {
    const [survey] = surveys.get(`${id} ${resolutionNumber}`) ?? [];
    return status !== "closed" || (survey !== undefined && survey.id === surveyId)
      ? []
      : [`${id} is closed, its survey is ${surveyId}, made was ${survey?.id}`];
  });
  const open = Map.groupBy(
    evidence.of("survey").filter(({ status }) => status === "open"),
    ({ requestId }) => requestId,
  );
  const several = [...open].flatMap(([id, all]) =>
    all.length === 1 ? [] : [`${id} has ${all.length} open surveys`],
  );
  return [...doubled, ...missing, ...several];
}

function wrongMails(evidence: Evidence): string[] {
  const mails = evidence.of("mail").filter(({ rule }) => rule === "survey");
  const links = mails.map(({ message }) => /svy_\w{26}/.exec(JSON.stringify(message))?.[0]);
  return evidence.of("survey").flatMap(({ id, sentBy }) => {
    const sent = links.filter((link) => link === id).length;
    return sent === Number(sentBy === "mail") ? [] : [`${id}: ${sent} mails, sent by ${sentBy}`];
  });
}

function wrongAnswers(evidence: Evidence, answered: readonly Answered[]): string[] {
  const told = new Map(answered.map(({ surveyId, scores }) => [surveyId, scores]));
  const histories = Map.groupBy(evidence.of("history"), ({ pk }) => pk);
  const tasks = evidence.of("task").filter(({ title }) => /仅得 [12] 分|was rated [12]/.test(String(title)));
  const low = evidence.of("survey").filter(({ score }) => Number(score) <= 2).length;
  return [
    ...(tasks.length === low ? [] : [`${tasks.length} tasks after ${low} low answers`]),
    ...evidence.of("survey").flatMap(({ id, score, status }) => {
      const changes = (histories.get(`history#${id}`) ?? []).flatMap(
        ({ changes }) => changes as FieldChange[],
      );
      const times = changes.filter(({ field }) => field === "score").length;
      const scores = told.get(String(id));
      const right = scores === undefined ? score === undefined : scores.includes(Number(score));
      return right &&
        times === Number(score !== undefined) &&
        (status === "answered") === (score !== undefined)
        ? []
        : [`${id} has ${score} after ${times} answers, its writers were told ${scores}`];
    }),
  ];
}

const TARGETS = [
  ["firstResponseAt", "firstResponseDueAt", "firstRespondedAt"],
  ["resolutionAt", "resolutionDueAt", "resolvedAt"],
] as const;

/** A function that was killed fires again within minutes. */
const PATIENCE = 10 * 60_000;

function wrongTargets({ of, now }: Evidence): string[] {
  const late = new Date(now.getTime() - PATIENCE).toISOString();
  return of("service-request").flatMap((item) =>
    TARGETS.flatMap(([mark, due, done]) => {
      const missedAt = (item.missed as Item | undefined)?.[mark];
      const [dueAt, doneAt] = [item[due], item[done]];
      if (dueAt === undefined) return missedAt === undefined ? [] : [`${item.id} missed what it had not`];
      const passed = doneAt === undefined ? String(dueAt) < late : String(doneAt) > String(dueAt);
      if (passed && missedAt === undefined)
        return [`${item.id}: ${mark} was due ${dueAt}, done ${doneAt}, not recorded`];
      // A target that was missed before a reopening stays missed, and its instant with it.
      const reopened = Number(item.resolutionNumber) > Number(item.resolvedAt !== undefined);
      return missedAt === undefined || missedAt === dueAt || reopened
        ? []
        : [`${item.id}: ${mark} was due ${dueAt}, recorded for ${missedAt}`];
    }),
  );
}

function wrongCards(evidence: Evidence, delivered: readonly Delivered[]): string[] {
  const cards = Map.groupBy(evidence.of("service-card"), ({ deliveryId }) => String(deliveryId));
  return delivered.flatMap(({ deliveryId, serials, others }) => {
    const own = cards.get(deliveryId) ?? [];
    const [numbered, rest] = [
      own.filter((card) => card.serialNumber),
      own.filter((card) => !card.serialNumber),
    ];
    const is = [
      numbered
        .map((card) => String(card.serialNumber))
        .sort()
        .join(),
      rest.map((card) => card.quantity).join(),
    ];
    const should = [[...serials].sort().join(), others === 0 ? "" : String(others)];
    return is.join(" | ") === should.join(" | ")
      ? []
      : [`${deliveryId} has ${is.join(" | ")}, delivered ${should.join(" | ")}`];
  });
}
