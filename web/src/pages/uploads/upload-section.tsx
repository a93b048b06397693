import type { Integration, UploadKind } from '@ledgerport/portal/schemas';
import {
  Button,
  Checkbox,
  FileInput,
  Group,
  NativeSelect,
  SimpleGrid,
  Stack,
  TextInput,
} from '@mantine/core';
import { IconFileTypeCsv } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { problemOf } from '../../api/problem.ts';
import { FailureAlert } from '../../components/problem-alert.tsx';
import { Section } from '../../components/section.tsx';
import { UploadReportView } from './upload-report.tsx';
import { type UploadChoices, useUpload } from './use-upload.ts';

const DATES = [
  { value: 'YYYY-MM-DD', label: '2026-03-31' },
  { value: 'DD/MM/YYYY', label: '31/3/2026 (day first)' },
  { value: 'MM/DD/YYYY', label: '3/31/2026 (month first)' },
];
const AMOUNTS = [
  { value: 'plain', label: '1234.50' },
  { value: '1,234.50', label: '1,234.50' },
  { value: '1.234,50', label: '1.234,50' },
];
const FIRST: UploadChoices = {
  dateFormat: 'YYYY-MM-DD',
  amountFormat: 'plain',
  currency: '',
  complete: false,
};

const WORDS = {
  customers: {
    title: 'Upload customers',
    description:
      'A CSV file with a column each for number and name, and if you like email and phone. The number tells customers apart: a later file with the same number updates that customer.',
    complete: 'This file lists all customers: archive those that it leaves out',
  },
  invoices: {
    title: 'Upload invoices',
    description:
      'A CSV file with a column each for number, customer (number, email or name), date, total, and amount due or paid; and if you like due date, tax, credited, currency and reference. Upload the customers first.',
    complete: 'This file lists all invoices: open ones that it leaves out are voided and owed no more',
  },
};

/** Takes one kind of file: checks it, shows line by line what is wrong, and stores it once a person has seen what it does. */
export function UploadSection({ integration, kind }: { integration: Integration; kind: UploadKind }) {
  const [file, setFile] = useState<File | null>(null);
  const [choices, setChoices] = useState(FIRST);
  const upload = useUpload(integration, kind);
  const refused = upload.error === null ? {} : problemOf(upload.error).fields;
  const words = WORDS[kind];

  // What was said of another file, or of another way to read it, is not true of this one.
  const choose = (change: Partial<UploadChoices>) => {
    setChoices({ ...choices, ...change });
    upload.reset();
  };
  const chooseFile = (chosen: File | null) => {
    setFile(chosen);
    upload.reset();
  };
  const send = (confirm: boolean) => file !== null && upload.mutate({ file, choices, confirm });
  const check = (event: FormEvent) => {
    event.preventDefault();
    send(false);
  };
  return (
    <Section title={words.title} description={words.description}>
      <form onSubmit={check} noValidate>
        <Stack>
          <SimpleGrid cols={{ base: 1, xs: 2, md: kind === 'invoices' ? 4 : 2 }}>
            <FileInput
              label="CSV file"
              placeholder="Choose a file"
              accept=".csv,text/csv"
              clearable
              clearButtonProps={{ 'aria-label': 'Remove the file' }}
              leftSection={<IconFileTypeCsv size={16} aria-hidden />}
              value={file}
              onChange={chooseFile}
            />
            {kind === 'invoices' && (
              <>
                <NativeSelect
                  label="Dates are written like"
                  data={DATES}
                  value={choices.dateFormat}
                  onChange={(event) =>
                    choose({ dateFormat: event.currentTarget.value as UploadChoices['dateFormat'] })
                  }
                />
                <NativeSelect
                  label="Amounts are written like"
                  data={AMOUNTS}
                  value={choices.amountFormat}
                  onChange={(event) =>
                    choose({ amountFormat: event.currentTarget.value as UploadChoices['amountFormat'] })
                  }
                />
                <TextInput
                  label="Currency without a column"
                  placeholder="NZD"
                  maxLength={3}
                  autoCapitalize="characters"
                  autoComplete="off"
                  value={choices.currency}
                  error={refused.currency}
                  onChange={(event) => choose({ currency: event.currentTarget.value })}
                />
              </>
            )}
          </SimpleGrid>
          <Checkbox
            label={words.complete}
            checked={choices.complete}
            onChange={(event) => choose({ complete: event.currentTarget.checked })}
          />
          <Group>
            <Button type="submit" variant="default" disabled={file === null} loading={upload.isPending}>
              Check the file
            </Button>
          </Group>
          {Object.keys(refused).length === 0 && <FailureAlert error={upload.error} />}
          {upload.data !== undefined && (
            <UploadReportView report={upload.data} storing={upload.isPending} onStore={() => send(true)} />
          )}
        </Stack>
      </form>
    </Section>
  );
}
