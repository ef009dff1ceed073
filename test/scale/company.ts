import { type Person, person } from "../../lib/access/directory.ts";
import { campaignInput } from "../../lib/campaigns/campaign.ts";
import { createCampaign } from "../../lib/campaigns/create.ts";
import type { Context } from "../../lib/http/context.ts";
import { createArticle } from "../../lib/knowledge/create.ts";
import { createSegment } from "../../lib/segments/keep.ts";
import { commit } from "../../lib/table/commit.ts";
import { appoint, department, hire, type Staff } from "../makers/company.ts";
import { fresh } from "../makers/deal.ts";
import type { Product } from "../makers/product.ts";

/** Who serves customers and cares for them, and what they work with. */
export interface Service {
  readonly agents: readonly Person[];
  readonly technicians: readonly Person[];
  readonly operations: Person;
  readonly marketing: Person;
  readonly articleIds: readonly string[];
  readonly segmentId: string;
  readonly campaignId: string;
}

/** The same as staff, who are signed in. */
export interface ServiceStaff {
  readonly agents: readonly Staff[];
  readonly technicians: readonly Staff[];
  readonly serviceManager: Staff;
  readonly operations: Staff;
  readonly marketing: Staff;
}

const EACH = 2;
const ARTICLES = 8;
const FAULTS = ["no-output", "leak", "noise", "control"];

/** Hires those who serve: agents, a workshop below them with its head, operations and marketing. */
export async function hireService(product: Pick<Product, "cloud">): Promise<ServiceStaff> {
  const service = await department(product, "客服部");
  const workshop = await department(product, "维修部", service);
  const several = async (key: string, { id: departmentId }: { id: string }) => {
    const staff: Staff[] = [];
    for (let each = 0; each < EACH; each++) staff.push(await hire(product, { roles: [key], departmentId }));
    return staff;
  };
  const agents = await several("service-agent", service);
  const technicians = await several("technician", workshop);
  const serviceManager = await hire(product, { roles: ["service-manager"], departmentId: workshop.id });
  await appoint(product, serviceManager, workshop);
  const operations = await hire(product, { roles: ["operations"], departmentId: service.id });
  const marketing = await hire(product, { roles: ["marketing"], departmentId: service.id });
  return { agents, technicians, serviceManager, operations, marketing };
}

/** Writes the knowledge base, and drafts a campaign for the members of the two lower tiers. */
export async function foundService(
  { agents, technicians, operations, marketing }: ServiceStaff,
  context: Context,
  productIds: readonly string[],
): Promise<Service> {
  const articleIds: string[] = [];
  for (let index = 0; index < ARTICLES; index++) {
    const said = {
      title: fresh("机组不制热：检查四通阀"),
      body: "断电后检查四通阀线圈，测量电阻，必要时更换。",
      faultCategories: [FAULTS[index % FAULTS.length]!],
      productIds: [productIds[index % productIds.length]!],
    };
    articleIds.push((await commit(await createArticle({ ...said, status: "published" }, context))).id);
  }
  const conditions = { tiers: ["regular", "advanced"] };
  const { id: segmentId } = await commit(await createSegment({ name: "会员", conditions }, context));
  const campaign = campaignInput.parse({ name: "会员日", segmentId, link: "https://example.cn/spring" });
  const { id: campaignId } = await commit(await createCampaign(campaign, context));
  const all = (staff: readonly Staff[]) => Promise.all(staff.map(asPerson));
  return {
    agents: await all(agents),
    technicians: await all(technicians),
    operations: await asPerson(operations),
    marketing: await asPerson(marketing),
    articleIds,
    segmentId,
    campaignId,
  };
}

export async function asPerson({ id }: Staff): Promise<Person> {
  const found = await person(id);
  if (found === undefined) throw new Error(`nobody is called ${id}`);
  return found;
}
