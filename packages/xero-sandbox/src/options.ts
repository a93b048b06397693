import type { Clock } from './clock.ts';
import type { SandboxApp, SandboxUser } from './identity/app.ts';
import type { Limits } from './limits/limits.ts';
import type { Tier } from './limits/tiers.ts';
import type { OrganisationSeed } from './seed/organisation.ts';
import type { Switches } from './switches.ts';

/** How a sandbox is to be; everything has a default. */
export interface SandboxOptions {
  /** 0, the default, takes a free port. */
  readonly port?: number;
  /** The address to listen on; loopback unless told otherwise. */
  readonly host?: string;
  readonly seed?: number;
  /** `YYYY-MM-DD`: the day up to which the seeded documents reach; left out: the clock's own day in UTC. */
  readonly today?: string;
  readonly organisations?: readonly OrganisationSeed[];
  readonly app?: Partial<SandboxApp>;
  readonly users?: readonly SandboxUser[];
  readonly clock?: Clock;
  /** What the app has booked at Xero; `core` unless told otherwise. */
  readonly tier?: Tier;
  /** Limits that differ from the tier's, or `off` for none. */
  readonly limits?: Partial<Limits> | 'off';
  /**
   * Also answers https under the names of Xero's own hosts, for clients that have them built in. The certificate
   * authority is kept in that directory; with `true`, beside the state file, or without one for this run only.
   */
  readonly tls?: boolean | { readonly directory: string };
  /** What to do where Xero's documentation says nothing. */
  readonly switches?: Partial<Switches>;
  /** Whether the log keeps what writes sent, up to 10,000 characters of each, without secrets; false unless told otherwise. */
  readonly logBodies?: boolean;
  /** A file that carries everything over a restart. What it says about seed, day, organisations and switches wins. */
  readonly stateFile?: string;
  /** How long a receiver of webhooks may take, in real milliseconds; 5,000 unless told otherwise, as Xero's documentation says. */
  readonly webhookTimeoutMs?: number;
  /** Receives a line about a state file that could not be used or a webhook that was disabled; left out: a process warning. */
  readonly notice?: (line: string) => void;
}
