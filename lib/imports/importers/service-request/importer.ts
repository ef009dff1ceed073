import { serviceRequests } from "../../../service-requests/service-request.ts";
import { surveys } from "../../../surveys/survey.ts";
import type { Importer } from "../../importer.ts";
import { recordIn } from "../../known.ts";
import { changeRequestBy } from "./existing.ts";
import { makeRequest } from "./new.ts";
import { requestFields } from "./row.ts";

/** Service requests of an older system or a call centre, with what came of them and how satisfied customers were. */
export const requestImporter = (): Importer => ({
  resource: "service-request",
  fields: requestFields(),
  required: ["type", "channel", "subject"],
  keys: { number: (number) => `number:${number}` },
  reads: (existing, known) => {
    const surveyId = recordIn(known, serviceRequests, existing)?.surveyId;
    return surveyId === undefined ? [] : [{ pk: surveyId, sk: surveys.type }];
  },
  numbers: ({ values }, exists) => (exists || values.number !== undefined ? [] : ["serviceRequest"]),
  async decide(row, existing, desk) {
    const was = existing === undefined ? undefined : recordIn(desk.known, serviceRequests, existing);
    return was === undefined ? makeRequest(row, desk) : changeRequestBy(row, was, desk);
  },
});
