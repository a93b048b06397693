import {
  Anchor,
  type CSSVariablesResolver,
  createTheme,
  Drawer,
  Menu,
  Modal,
  Notification,
} from '@mantine/core';

/** Ledgerport's look: calm, one accent colour, every text at 4.5:1 or better in both colour schemes. */
export const theme = createTheme({
  primaryColor: 'harbour',
  primaryShade: { light: 8, dark: 8 },
  colors: {
    harbour: [
      '#e8f6f5',
      '#d3ebe9',
      '#a7d7d3',
      '#7cc5bf',
      '#5bb7b0',
      '#3a9f98',
      '#258a83',
      '#187a74',
      '#0f6d67',
      '#08544f',
    ],
  },
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
  headings: { fontWeight: '650' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Anchor: Anchor.extend({ defaultProps: { inherit: true } }),
    Drawer: Drawer.extend({ defaultProps: { styles: { title: { fontWeight: 650 } } } }),
    // The placeholder is no menu item, and a menu may hold nothing else.
    Menu: Menu.extend({ defaultProps: { withInitialFocusPlaceholder: false } }),
    Notification: Notification.extend({ defaultProps: { closeButtonProps: { 'aria-label': 'Dismiss' } } }),
    // Its header would count as a second banner of the page.
    Modal: Modal.extend({
      defaultProps: {
        centered: true,
        styles: { title: { fontWeight: 650 } },
        closeButtonProps: { 'aria-label': 'Close' },
        attributes: { header: { role: 'none' } },
      },
    }),
  },
});

/** Mantine's dimmed, error and tinted colours miss AA contrast; these do not. */
export const themeVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#59616a',
    '--mantine-color-placeholder': '#6b737b',
    '--mantine-color-error': '#b3261e',
    '--mantine-color-anchor': '#0f6d67',
    '--ledgerport-control-border': '#868f96',
    '--ledgerport-good-background': '#e3f4e6',
    '--ledgerport-good-text': '#14602b',
    '--ledgerport-warning-background': '#fdf0d5',
    '--ledgerport-warning-text': '#774200',
    '--ledgerport-bad-background': '#fde8e6',
    '--ledgerport-bad-text': '#98201a',
    '--ledgerport-info-background': '#e2eefb',
    '--ledgerport-info-text': '#154c86',
    '--ledgerport-neutral-background': '#eceff1',
    '--ledgerport-neutral-text': '#434b53',
  },
  dark: {
    '--mantine-color-dimmed': '#b3b8bd',
    '--mantine-color-placeholder': '#9aa1a7',
    '--mantine-color-error': '#ff9d94',
    '--mantine-color-anchor': '#7cc5bf',
    '--ledgerport-control-border': '#7d858b',
    '--ledgerport-good-background': '#193624',
    '--ledgerport-good-text': '#9fe0b0',
    '--ledgerport-warning-background': '#3d2e12',
    '--ledgerport-warning-text': '#f6cf85',
    '--ledgerport-bad-background': '#452322',
    '--ledgerport-bad-text': '#ffb4ad',
    '--ledgerport-info-background': '#1c3350',
    '--ledgerport-info-text': '#aed2fb',
    '--ledgerport-neutral-background': '#343a3f',
    '--ledgerport-neutral-text': '#d5dadd',
  },
});
