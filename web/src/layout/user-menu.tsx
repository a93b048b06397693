import type { SignedInUser } from '@ledgerport/portal/schemas';
import { Button, type MantineColorScheme, Menu, Text, useMantineColorScheme } from '@mantine/core';
import { IconChevronDown, IconLogout, IconUserCircle } from '@tabler/icons-react';
import { useSignOut } from '../api/session.ts';
import { MenuItemLink } from '../components/links.tsx';

const schemes: { value: MantineColorScheme; label: string }[] = [
  { value: 'auto', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

/** The signed-in person's own menu: account, colours, sign out. */
export function UserMenu({ user }: { user: SignedInUser }) {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const signOut = useSignOut();
  const chooseScheme = (chosen: string) => {
    const scheme = schemes.find(({ value }) => value === chosen);
    if (scheme !== undefined) setColorScheme(scheme.value);
  };
  return (
    <Menu position="bottom-end" width={240} withinPortal={false}>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          c="inherit"
          px="xs"
          leftSection={<IconUserCircle size={20} aria-hidden />}
          rightSection={<IconChevronDown size={16} aria-hidden />}
        >
          <Text component="span" truncate maw={{ base: 110, sm: 220 }}>
            {user.name}
          </Text>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label style={{ overflowWrap: 'anywhere' }}>{user.email}</Menu.Label>
        <MenuItemLink to="/account" leftSection={<IconUserCircle size={18} aria-hidden />}>
          Account
        </MenuItemLink>
        <Menu.Divider />
        <Menu.RadioGroup value={colorScheme} onChange={chooseScheme}>
          <Menu.Label>Colours</Menu.Label>
          {schemes.map(({ value, label }) => (
            <Menu.RadioItem key={value} value={value}>
              {label}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={18} aria-hidden />} onClick={() => signOut.mutate()}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
