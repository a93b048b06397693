import { PasswordInput, type PasswordInputProps } from '@mantine/core';

/** A password that can be shown while it is typed. Say with `autoComplete` whether it is the current or a new one. */
export function PasswordField(
  props: PasswordInputProps & { autoComplete: 'current-password' | 'new-password' },
) {
  return (
    <PasswordInput
      visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the password', tabIndex: 0 }}
      {...props}
    />
  );
}
