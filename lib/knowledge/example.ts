/** Examples shown in the documentation. */
export const exampleArticleInput = {
  title: "热泵显示 E4 且不制热：检查四通阀",
  body: "## 问题\n\n出水温度低，面板显示 E4。\n\n## 解决方法\n\n1. 断电后检查四通阀线圈电阻。\n2. 阀芯卡死时更换四通阀，补充冷媒。\n3. 试运行 30 分钟。",
  faultCategories: ["no-output"],
  productIds: ["prd_01JCXW3V7Q8F2M4N6P8R0T2V4X"],
  tags: ["四通阀", "E4"],
  language: "zh-CN",
  status: "published",
} as const;

const writtenAt = "2026-12-01T02:00:00.000Z";
const author = "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X";

export const exampleArticle = {
  ...exampleArticleInput,
  id: "kba_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  version: 1,
  number: "KB-00042",
  publishedAt: writtenAt,
  publishedBy: author,
  createdAt: writtenAt,
  createdBy: author,
  updatedAt: writtenAt,
  updatedBy: author,
} as const;

const { body: _, ...line } = exampleArticle;
export const exampleLine = line;

const { publishedAt: __, publishedBy: ___, ...unpublished } = exampleArticle;
export const exampleDraft = {
  ...unpublished,
  status: "draft",
  title: "热泵不制热",
  tags: undefined,
  sourceRequestId: "srq_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  sourceRequestNumber: "SR-202611-00042",
} as const;

export const exampleArchived = {
  ...exampleArticle,
  version: 2,
  status: "archived",
  archivedAt: "2027-03-01T02:00:00.000Z",
} as const;

export const exampleSuggestion = {
  id: exampleArticle.id,
  number: exampleArticle.number,
  title: exampleArticle.title,
  productIds: exampleArticle.productIds,
  faultCategories: exampleArticle.faultCategories,
  tags: exampleArticle.tags,
};
