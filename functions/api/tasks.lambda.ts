import { api } from "../../lib/http/api.ts";
import { readHistory } from "../../lib/resource/history.ts";
import { readOne } from "../../lib/resource/verbs.ts";
import { cancelTask, changeTask, completeTask, reassignTask, removeTask } from "../../lib/tasks/change.ts";
import { createTask } from "../../lib/tasks/create.ts";
import { findTasks } from "../../lib/tasks/find.ts";
import { taskRoutes } from "../../lib/tasks/routes.ts";
import { tasks } from "../../lib/tasks/task.ts";

export const handler = api(taskRoutes, {
  create: ({ body }, context) => createTask(body, context),
  list: ({ query: { limit, cursor, ...wanted }, asked }, context) =>
    findTasks(wanted, { limit, cursor, asked }, context),
  read: ({ params }, context) => readOne(tasks, params.id, context),
  update: ({ params, body }, context) => changeTask(params.id, body, context),
  complete: ({ params, body }, context) => completeTask(params.id, body, context),
  cancel: ({ params, body }, context) => cancelTask(params.id, body, context),
  reassign: ({ params, body }, context) => reassignTask(params.id, body, context),
  remove: ({ params }, context) => removeTask(params.id, context),
  history: ({ params, query, asked }, context) => readHistory(tasks, params.id, { ...query, asked }, context),
});
