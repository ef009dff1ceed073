/** The single table as data: the CDK stack and the local database are both made from it. All keys are strings. */
export const TABLE = {
  key: { partition: "pk", sort: "sk" },
  /** Every index projects all attributes. */
  indexes: {
    byOwner: { partition: "ownerPk", sort: "listSk" },
    byDepartment: { partition: "departmentPk", sort: "listSk" },
    byAll: { partition: "allPk", sort: "listSk" },
    byCustomer: { partition: "customerPk", sort: "customerSk" },
    byName: { partition: "namePk", sort: "nameSk" },
    byDue: { partition: "duePk", sort: "dueSk" },
  },
  /** Seconds since 1970 after which an item may vanish. */
  ttl: "ttl",
  stream: "NEW_AND_OLD_IMAGES",
} as const;
