import { takeStock } from "../../lib/operations/take-stock.ts";
import { recurring } from "../../lib/schedules/woken.ts";
import { now } from "../../lib/time/clock.ts";

export const handler = recurring(() => takeStock(now()));
