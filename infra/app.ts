import { App, Tags, Validations } from "aws-cdk-lib";
import { Code } from "aws-cdk-lib/aws-lambda";
import { AwsSolutionsChecks } from "cdk-nag";
import { lambdas } from "../functions/manifest.ts";
import { bundleFolder } from "./bundle.ts";
import { buildProduct } from "./product.ts";
import { stageFrom } from "./stage.ts";

const app = new App();
const stage = stageFrom(app);
buildProduct(app, stage, lambdas, ({ name }) => Code.fromAsset(bundleFolder(name), { exclude: ["*.map"] }));
Tags.of(app).add("product", "guanxi");
Tags.of(app).add("stage", stage.name);
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
