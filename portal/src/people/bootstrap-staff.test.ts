import { describe, expect, test } from 'vitest';
import { createTestPortal } from '../../testing/test-portal.ts';
import { BACKENDS } from '../../testing/test-store.ts';
import { createDemo } from '../demo.ts';
import { bootstrapStaff } from './bootstrap-staff.ts';

const PERSON = { email: 'first@example.com', password: 'a password to start with' };

describe.each(BACKENDS)('the first staff user on %s', (kind) => {
  test('is created once from the settings, and never beside other users', async () => {
    const portal = await createTestPortal(kind, {
      environment: { BOOTSTRAP_EMAIL: 'First@example.com', BOOTSTRAP_PASSWORD: PERSON.password },
    });
    const { services } = portal;
    await Promise.all([bootstrapStaff(services), bootstrapStaff(services)]);
    const session = await portal.request('POST', '/api/session', { body: PERSON });
    expect(await session.json()).toMatchObject({ user: { email: PERSON.email, staff: true, firms: [] } });
    const other = { email: 'second@example.com', password: PERSON.password };
    await bootstrapStaff({ ...services, config: { ...services.config, bootstrap: other } });
    const users = await services.store.system((query) => query.selectFrom('users').select('email').execute());
    expect(users).toEqual([{ email: PERSON.email }]);
    await portal.close();
  });

  test('is created beside a demo’s users, and where nobody of the staff can sign in', async () => {
    const portal = await createTestPortal(kind, {
      environment: { BOOTSTRAP_EMAIL: PERSON.email, BOOTSTRAP_PASSWORD: PERSON.password },
    });
    const { services } = portal;
    await createDemo(services);
    await bootstrapStaff(services);
    const signIn = () => portal.request('POST', '/api/session', { body: PERSON });
    expect(await (await signIn()).json()).toMatchObject({ user: { email: PERSON.email, staff: true } });
    await services.store.system((query) =>
      query
        .updateTable('users')
        .set({ staff: false, password_hash: null })
        .where('email', '=', PERSON.email)
        .execute(),
    );
    expect((await signIn()).status).toBe(401);
    await bootstrapStaff(services);
    expect(await (await signIn()).json()).toMatchObject({ user: { email: PERSON.email, staff: true } });
    const sessions = await services.store.system((query) =>
      query.selectFrom('sessions').select('user_id').execute(),
    );
    expect(sessions).toHaveLength(1);
    await portal.close();
  });

  test('is not created without the settings', async () => {
    const portal = await createTestPortal(kind);
    await bootstrapStaff(portal.services);
    const users = await portal.services.store.system((query) =>
      query.selectFrom('users').selectAll().execute(),
    );
    expect(users).toEqual([]);
    await portal.close();
  });
});
