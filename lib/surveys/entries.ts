import { restate, type Standing } from "../aggregates/standing.ts";
import { NONE } from "../ids/id.ts";
import type { Write } from "../table/write.ts";
import { productSatisfactionLedger, satisfactionLedger, tierSatisfactionLedger } from "./ledgers.ts";
import type { Survey } from "./survey.ts";

/** What a survey writes to the ledgers when it is sent, and when it is answered. */
export function satisfactionWrites(was: Survey | undefined, is: Survey): Write[] {
  return restate(was === undefined ? [] : satisfactionOf(was), satisfactionOf(is), is, { surveyId: is.id });
}

/** What a survey adds to the totals (DOMAIN §9). */
function satisfactionOf(survey: Survey): Standing[] {
  const {
    month,
    agentId: agent,
    departmentId: department = NONE,
    productId: product = NONE,
    tier,
    score,
  } = survey;
  const measures = {
    sent: 1,
    ...(score !== undefined && { answers: 1, scoreSum: score, [`score/${score}`]: 1 }),
  };
  const whose = { month, department, agent };
  return [
    { ledger: satisfactionLedger, dimensions: whose, measures },
    { ledger: tierSatisfactionLedger, dimensions: { ...whose, tier }, measures },
    { ledger: productSatisfactionLedger, dimensions: { ...whose, product }, measures },
  ];
}
