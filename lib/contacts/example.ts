/** Examples shown in the documentation. */
export const exampleContactInput = {
  name: "沈建国",
  post: "设备部经理",
  roleInDecision: "decision-maker",
  phone: "138 1234 5678",
  email: "shen@hengwen.example",
  birthday: { calendar: "lunar", month: 8, day: 15 },
  hobbies: "钓鱼",
  personalNeeds: "Quiet machines; his office is above the plant room",
  preferredChannel: "phone",
  careMails: { consent: true },
};

export const exampleContact = {
  ...exampleContactInput,
  id: "con_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  version: 1,
  customerId: "cus_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  phone: "+8613812345678",
  careMails: { consent: true, on: "2026-11-20" },
  createdAt: "2026-11-20T02:00:00.000Z",
  createdBy: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  updatedAt: "2026-11-20T02:00:00.000Z",
  updatedBy: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X",
};
