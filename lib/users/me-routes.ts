import { defineRoutes } from "../http/route.ts";
import { exampleMe } from "./example.ts";
import { meAnswer, meInput } from "./me.ts";

export const meRoutes = defineRoutes({
  me: {
    id: "me.read",
    method: "GET",
    path: "/me",
    summary: "Read who I am and everything I may do",
    access: "signed-in",
    response: meAnswer,
    budget: { calls: 1 },
    example: { response: exampleMe },
  },
  changeMe: {
    id: "me.update",
    method: "PATCH",
    path: "/me",
    summary: "Change the language of my mails",
    access: "signed-in",
    body: meInput,
    response: meAnswer,
    budget: { calls: 2 },
    problems: ["stale-version"],
    example: { body: { language: "en" }, response: { ...exampleMe, version: 2, language: "en" } },
  },
});
