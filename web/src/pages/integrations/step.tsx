import { Group, Text, Title, VisuallyHidden } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';

type StepProps = {
  number: number;
  title: string;
  done: boolean;
  description: ReactNode;
  /** What is filled in before the action. */
  fields?: ReactNode;
  /** The button that does the step; those of all steps stand in one line. */
  action: ReactNode;
  /** What came of it. */
  children: ReactNode;
};

/** One numbered step of setting the integration up; a done one has a check in the place of its number, and says so. */
export function Step({ number, title, done, description, fields, action, children }: StepProps) {
  const heading = useId();
  return (
    <li className="step" aria-labelledby={heading}>
      <div className="step-mark" data-done={done} aria-hidden>
        {done ? <IconCheck size={18} stroke={2.5} /> : number}
      </div>
      <div className="step-words">
        <Group gap="xs" align="baseline">
          <Title order={2} size="h5" id={heading}>
            <VisuallyHidden>Step {number}: </VisuallyHidden>
            {title}
          </Title>
          {done && (
            <Text span size="sm" fw={600} c="var(--ledgerport-good-text)">
              Done
            </Text>
          )}
        </Group>
        <Text component="div" size="sm" c="dimmed">
          {description}
        </Text>
      </div>
      {fields !== undefined && <div className="step-fields">{fields}</div>}
      <div className="step-action">{action}</div>
      <div className="step-outcome">{children}</div>
    </li>
  );
}
