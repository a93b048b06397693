import type { FirmHealth } from '@ledgerport/portal/schemas';
import { Table, Text } from '@mantine/core';
import { formatCount } from '../../components/format-count.ts';
import { Instant } from '../../components/instant.tsx';
import { IntegrationStatusBadge } from '../../components/integration-status.tsx';
import { TextLink } from '../../components/links.tsx';
import { StackingTable } from '../../components/stacking-table.tsx';

/** A line for each firm: the state of its books in words, and what it means. */
export function FirmsTable({ firms }: { firms: FirmHealth[] }) {
  return (
    <StackingTable aria-label="Firms">
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">Firm</Table.Th>
          <Table.Th scope="col">State</Table.Th>
          <Table.Th scope="col">Organisation</Table.Th>
          <Table.Th scope="col">Last successful sync</Table.Th>
          <Table.Th scope="col" ta="right">
            Open invoices
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {firms.map((firm) => (
          <FirmLine key={firm.id} firm={firm} />
        ))}
      </Table.Tbody>
    </StackingTable>
  );
}

function FirmLine({ firm }: { firm: FirmHealth }) {
  const { integration } = firm;
  return (
    <Table.Tr>
      <Table.Th scope="row">
        <TextLink to="/firms/$firmId" params={{ firmId: firm.id }}>
          {firm.name}
        </TextLink>
      </Table.Th>
      <Table.Td data-label="State">
        <div>
          <IntegrationStatusBadge status={integration?.status ?? null} />
          {integration?.problemMessage && (
            <Text size="sm" c="dimmed" mt={4} maw={320}>
              {integration.problemMessage}
            </Text>
          )}
        </div>
      </Table.Td>
      <Table.Td data-label="Organisation">{integration?.organisationName ?? 'None'}</Table.Td>
      <Table.Td data-label="Last successful sync">
        {integration?.lastSuccessfulSyncAt ? (
          <Instant at={integration.lastSuccessfulSyncAt} relative />
        ) : (
          'Never'
        )}
      </Table.Td>
      <Table.Td data-label="Open invoices" ta="right">
        {formatCount(firm.openInvoices)}
      </Table.Td>
    </Table.Tr>
  );
}
