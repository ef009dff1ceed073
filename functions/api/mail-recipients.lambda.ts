import { api } from "../../lib/http/api.ts";
import { addRecipient, changeRecipient, findRecipients } from "../../lib/recipients/keep.ts";
import { mailRecipients } from "../../lib/recipients/recipient.ts";
import { recipientRoutes } from "../../lib/recipients/routes.ts";
import { lift, suppressByHand } from "../../lib/recipients/suppress.ts";
import { choose, showChoice } from "../../lib/recipients/unsubscribe.ts";
import { readHistory } from "../../lib/resource/history.ts";
import { readOne } from "../../lib/resource/verbs.ts";

export const handler = api(recipientRoutes, {
  list: ({ query, asked }) => findRecipients(query, asked),
  add: ({ body }, context) => addRecipient(body, context),
  read: ({ params }, context) => readOne(mailRecipients, params.id, context),
  change: ({ params, body }, context) => changeRecipient(params.id, body, context),
  suppress: ({ params, body }, context) => suppressByHand(params.id, body, context),
  lift: ({ params, body }, context) => lift(params.id, body, context),
  history: ({ params, query, asked }, context) =>
    readHistory(mailRecipients, params.id, { ...query, asked }, context),
  show: ({ params }) => showChoice(params.token),
  choose: ({ params, body }, context) => choose(params.token, body, context),
});
