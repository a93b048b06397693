import { Text, type TextProps } from '@mantine/core';
import { formatMoney } from './format-money.ts';

type MoneyProps = { amount: string; currency: string } & TextProps;

/** An exact amount with its currency, in figures of equal width. In a table, align its cell right (`ta="right"`). */
export function Money({ amount, currency, ...text }: MoneyProps) {
  return (
    <Text
      component="span"
      inherit
      style={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}
      {...text}
    >
      {formatMoney(amount, currency)}
    </Text>
  );
}
