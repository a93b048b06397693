import type { Step } from './session.ts';

/** Lists what is connected, with the organisation's details as the SDK adds them. */
export const tenants: Step = async ({ client }) => {
  const found = await client.updateTenants();
  return found.map(({ tenantId, tenantName, tenantType, orgData }) => ({
    tenantId,
    tenantName,
    tenantType,
    organisation: orgData?.name,
  }));
};

/** Ends one connection by its id. */
export const disconnect: Step = async ({ client, tenantId }) => {
  const connection = client.tenants.find((each) => each.tenantId === tenantId);
  await client.disconnect(connection.id);
  return (await client.updateTenants()).length;
};
