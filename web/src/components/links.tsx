import {
  Anchor,
  type AnchorProps,
  Button,
  type ButtonProps,
  Menu,
  type MenuItemProps,
  NavLink,
  type NavLinkProps,
} from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { ComponentProps } from 'react';

type Address<Props> = Props & Omit<ComponentProps<'a'>, keyof Props>;

/** A link inside text or a table, to a page by its typed address. */
export const TextLink = createLink((props: Address<AnchorProps>) => <Anchor {...props} />);

/** A link that looks like a button. */
export const ButtonLink = createLink((props: Address<ButtonProps>) => <Button component="a" {...props} />);

/** A link in a menu that opens from a button. */
export const MenuItemLink = createLink((props: Address<MenuItemProps>) => (
  <Menu.Item component="a" {...props} />
));

/** A link in the main menu. */
export const NavigationLink = createLink((props: Address<NavLinkProps>) => <NavLink {...props} />);
