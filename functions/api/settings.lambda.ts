import { api, type Handlers } from "../../lib/http/api.ts";
import { readDocumentHistory } from "../../lib/resource/documents.ts";
import { readSetting, replaceSetting, restoreSetting } from "../../lib/settings/keep.ts";
import { pages, settingRoutes } from "../../lib/settings/routes.ts";
import { type Setting, settingPlace } from "../../lib/settings/setting.ts";
import { settings } from "../../lib/settings.ts";

const handlersOf = (setting: Setting<unknown>): Handlers<typeof settingRoutes> => ({
  [`${setting.name} read`]: () => readSetting(setting),
  [`${setting.name} replace`]: ({ body }, context) => replaceSetting(setting, body, context),
  [`${setting.name} restore`]: (_, context) => restoreSetting(setting, context),
  [`${setting.name} history`]: ({ query, asked }) =>
    readDocumentHistory(settingPlace(setting.name), { ...pages.parse(query), asked }),
});

export const handler = api(
  settingRoutes,
  Object.fromEntries(settings.flatMap((setting) => Object.entries(handlersOf(setting)))),
);
