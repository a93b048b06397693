// A program of its own that uses Xero's Node SDK as its README says: nothing in it knows where the sandbox is.
import { XeroClient } from 'xero-node';
import type { Assignment } from './session.ts';
import { STEPS } from './steps.ts';

const assignment: Assignment = JSON.parse(process.argv[2] ?? '{}');
const client = new XeroClient({
  clientId: assignment.clientId,
  clientSecret: assignment.clientSecret,
  redirectUris: ['http://localhost:3000/callback'],
  scopes: [...assignment.scopes],
  state: 'a state of its own',
  grantType: 'client_credentials',
});
const report: Record<string, unknown> = {};
for (const name of assignment.steps) {
  const step = STEPS[name];
  if (!step) throw new Error(`There is no step ${name}.`);
  report[name] = await step({ client, assignment, tenantId: assignment.person.tenantId });
}
process.stdout.write(JSON.stringify(report));
