import type { Delivery } from "./deliver/delivery.ts";
import type { Faults } from "./faults.ts";
import type { Traffic } from "./traffic.ts";
import type { World } from "./world/world.ts";

/** One running sandbox: the world, and the ways in and out of it. */
export interface Sandbox {
  world: World;
  traffic: Traffic;
  faults: Faults;
  delivery: Delivery;
}
