import { expect, it } from 'vitest';
import { readOptions } from './options.ts';

const app = { XERO_CLIENT_ID: 'an id', XERO_CLIENT_SECRET: 'a secret' };

it('Without credentials it is the bundled sandbox alone', () => {
  expect(readOptions([], {}).remote).toBeUndefined();
});

it('With credentials it is Xero itself', () => {
  expect(readOptions([], app).remote).toMatchObject({
    login: 'https://login.xero.com',
    identity: 'https://identity.xero.com',
    api: 'https://api.xero.com',
    redirectUri: 'http://localhost:8742/callback',
    clientId: 'an id',
  });
});

it('One address serves for all three', () => {
  const { remote } = readOptions(['--url', 'http://127.0.0.1:4000/'], app);
  expect([remote?.login, remote?.identity, remote?.api]).toEqual(Array(3).fill('http://127.0.0.1:4000'));
});

it('A secret is never sent in the clear to another machine', () => {
  expect(() => readOptions(['--url', 'http://xero.example'], app)).toThrow('must be https');
  expect(() => readOptions([], { ...app, XERO_API_URL: 'http://xero.example' })).toThrow('XERO_API_URL');
  expect(() => readOptions(['--callback', 'https://elsewhere.example/callback'], app)).toThrow(
    'on this machine',
  );
});

it('An address without an app is refused', () => {
  expect(() => readOptions(['--url', 'http://127.0.0.1:4000'], {})).toThrow('XERO_CLIENT_ID is missing.');
});
