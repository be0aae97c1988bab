import type { Language, Text } from "../regulation/shape.ts";

/** A department of a desk with the channel in which its cards stand. */
export interface Department {
  readonly id: string;
  readonly title: Text;
  /** Slack channel id. */
  readonly channel: string;
  readonly unit?: string;
}

/** What a complaint can be about, in the company's own words; it proposes the department. */
export interface Matter {
  readonly id: string;
  readonly title: Text;
  readonly department: string;
  /** It is about how somebody behaved: the form asks whom, so that the case can be kept from them. */
  readonly conduct?: true;
}

/** One regulation in force, with everything that the regulation leaves to the company. */
export interface Desk {
  readonly id: string;
  readonly name: Text;
  /** Id of the edition that new cases are opened under. */
  readonly edition: string;
  /** Language of channels; modals and direct messages follow their reader. */
  readonly language: Language;
  /** IANA zone of digests and of times in channels. */
  readonly zone: string;
  /** The desk's own channel: cases that nobody has been given yet stand here. */
  readonly channel: string;
  /** A private channel for restricted cases, if the company has made one; else direct messages. */
  readonly restrictedChannel?: string;
  /** `HH:mm` of the digests in the desk's zone. */
  readonly digestAt: string;
  readonly departments: readonly Department[];
  readonly matters: readonly Matter[];
}

export interface Absence {
  readonly from: number;
  readonly to: number;
  /** Who stands in; without one the role's own order of substitutes counts. */
  readonly deputy?: string;
}

export interface Person {
  /** Slack user id. */
  readonly id: string;
  readonly name: string;
  readonly language: Language;
  /** IANA zone. */
  readonly zone: string;
  /** False once the account was deactivated. */
  readonly active: boolean;
  readonly absences: readonly Absence[];
}

/** Somebody holds a role: for the whole company, or for one department or unit. */
export interface Holding {
  readonly role: string;
  readonly department?: string;
  readonly unit?: string;
  readonly person?: string;
  /** A user group; its members are in `People.groups`. */
  readonly group?: string;
}

/** Who is who at a desk, as read inside the transaction. */
export interface People {
  /** Grows with every change; stored with what was decided by it. */
  readonly version: number;
  readonly persons: { readonly [id: string]: Person };
  readonly holdings: readonly Holding[];
  /** Members of each department's channel, by department id: they belong to the department. */
  readonly members: { readonly [department: string]: readonly string[] };
  readonly groups: { readonly [group: string]: readonly string[] };
  /** Who sits in the desk's own channel, as far as it is known. */
  readonly atDesk?: readonly string[];
  /** Who sits in the private channel for restricted cases, as far as it is known. */
  readonly sealed?: readonly string[];
  readonly administrators: readonly string[];
}
