import type { Mail, PortalInfo } from '@ledgerport/portal/schemas';
import { Accordion, Group, Stack, Text } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { type List, read } from '../../api/queries.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { Instant } from '../../components/instant.tsx';
import { ListPager } from '../../components/list-pager.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { PageTitle } from '../../components/page-title.tsx';
import { FailureAlert } from '../../components/problem-alert.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { MailText } from './mail-text.tsx';

/** Every mail that Ledgerport wrote, sent or kept, for staff. */
export function MailboxPage() {
  const { cursor } = useSearch({ from: '/signed-in/staff/mailbox' });
  const { data, error } = useQuery({
    ...read<List<Mail>>('/api/mails', { cursor }),
    placeholderData: keepPreviousData,
    refetchInterval: 15_000,
  });
  return (
    <>
      <PageTitle title="Mailbox" description={<WhatHappensToMails />} />
      {data === undefined ? (
        error === null ? (
          <LoadingRows height={68} />
        ) : (
          <FailureAlert error={error} />
        )
      ) : data.items.length === 0 ? (
        <EmptyState icon={<IconMail aria-hidden />} title="There are no mails yet">
          Invitations, links to choose a new password, and notices about a firm’s integration appear here.
        </EmptyState>
      ) : (
        <Accordion variant="contained" order={2} className="mails">
          {data.items.map((mail) => (
            <Accordion.Item key={mail.id} value={mail.id}>
              <Accordion.Control>
                <Group justify="space-between" gap="xs" pr="sm">
                  <Stack gap={2} miw={0}>
                    <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
                      {mail.subject}
                    </Text>
                    <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                      To {mail.to}, <Instant at={mail.createdAt} relative />
                    </Text>
                  </Stack>
                  <Delivery mail={mail} />
                </Group>
              </Accordion.Control>
              <Accordion.Panel>
                {mail.problem !== null && (
                  <Text size="sm" mb="sm" c="var(--mantine-color-error)">
                    It could not be sent: {mail.problem}
                  </Text>
                )}
                <MailText text={mail.text} />
              </Accordion.Panel>
            </Accordion.Item>
          ))}
        </Accordion>
      )}
      <ListPager nextCursor={data?.nextCursor ?? null} previous="Newer" next="Older" />
    </>
  );
}

function WhatHappensToMails() {
  const { data: info } = useQuery(read<PortalInfo>('/api/info'));
  if (info === undefined) return 'Every mail Ledgerport wrote, newest first.';
  if (info.mailServer) {
    return 'Every mail Ledgerport wrote, newest first. They are sent by the mail server; one that it refuses is shown here with the reason.';
  }
  return (
    <>
      Every mail Ledgerport wrote, newest first. No mail server is set (<code>SMTP_URL</code>), so none is
      sent: pass on what they say yourself.
    </>
  );
}

function Delivery({ mail }: { mail: Mail }) {
  if (mail.sentAt !== null) return <StatusBadge tone="good">Sent</StatusBadge>;
  if (mail.problem !== null) return <StatusBadge tone="bad">Not sent</StatusBadge>;
  return <StatusBadge tone="neutral">Kept here</StatusBadge>;
}
