/** The parts of the peers' interfaces that are measured and that they do not type themselves. */

declare module "moment-business-time" {
  import moment from "moment";

  export default moment;
}

declare module "luxon-business-days" {
  import type { DateTime as LuxonDateTime } from "luxon";

  export interface BusinessDateTime extends LuxonDateTime {
    setupBusiness(options: {
      businessDays?: readonly number[];
      holidayMatchers?: readonly ((day: BusinessDateTime) => boolean)[];
    }): void;
    plusBusiness(options: { days: number }): BusinessDateTime;
  }

  const luxonBusinessDays: { readonly DateTime: { fromMillis(milliseconds: number): BusinessDateTime } };
  export default luxonBusinessDays;
}
