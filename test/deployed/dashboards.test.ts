import { expect, it } from "vitest";
import { deployment, emulated } from "./deployment.ts";

/** The body of a dashboard, by CloudWatch's JSON protocol, which the emulator takes unsigned. */
async function bodyOf(DashboardName: string): Promise<string> {
  const { AWS_ENDPOINT_URL = "", AWS_REGION } = emulated();
  const answer = await fetch(AWS_ENDPOINT_URL, {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.0",
      "x-amz-target": "GraniteServiceVersion20100801.GetDashboard",
      authorization: `AWS4-HMAC-SHA256 Credential=test/20260101/${AWS_REGION}/monitoring/aws4_request`,
    },
    body: JSON.stringify({ DashboardName }),
  });
  expect(answer.status).toBe(200);
  const { DashboardBody } = (await answer.json()) as { DashboardBody: string };
  return DashboardBody;
}

it.each(["service", "flow", "mail", "business"])(
  "operators find the dashboard %s, with the names of what stands",
  async (name) => {
    const { stage } = deployment();
    const body = await bodyOf(`guanxi-${stage}-${name}`);
    const { widgets } = JSON.parse(body);
    expect(widgets.length).toBeGreaterThan(10);
    const texts: unknown[] = widgets.flatMap(({ properties }: { properties: { metrics?: unknown[][] } }) =>
      (properties.metrics ?? []).flat(),
    );
    // Neither a reference that nobody resolved, nor another stage.
    expect(body).not.toMatch(/\$\{Token|"(Ref|Fn::\w+)"/);
    expect((body.match(/guanxi-[\w-]+/g) ?? []).filter((one) => !one.startsWith(`guanxi-${stage}-`))).toEqual(
      [],
    );
    if (name !== "service") return;
    const apis = new Set(texts.filter((_, index) => texts[index - 1] === "ApiId"));
    expect(apis.size).toBe(1);
    expect(deploymentsApi()).toContain([...apis][0]);
  },
);

function deploymentsApi(): string {
  const { stage } = deployment();
  const stages: { stage: string; apiUrl: string }[] = JSON.parse(process.env.DEPLOYED_STAGES ?? "[]");
  return stages.find((one) => one.stage === stage)?.apiUrl ?? "";
}
