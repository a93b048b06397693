import { z } from '@hono/zod-openapi';
import { emailAddress, identifier, instant } from '../shapes.ts';

/** A firm's people: an owner and admins run it, a viewer reads it. */
export const role = z.enum(['owner', 'admin', 'viewer']);
export type Role = z.infer<typeof role>;

/** Long enough to resist guessing, short enough for argon2 not to be abused as work for an attacker. */
export const newPassword = z
  .string()
  .min(12, 'Use at least 12 characters.')
  .max(200, 'Use at most 200 characters.');

export const personName = z
  .string()
  .trim()
  .min(1, 'Enter a name.')
  .max(100)
  .regex(/^\P{Cc}*$/u, 'Use letters, digits and signs only.');

export const signedInUser = z
  .object({
    id: identifier,
    email: z.string(),
    name: z.string(),
    staff: z.boolean(),
    firms: z.array(z.object({ id: identifier, name: z.string(), timeZone: z.string(), role })),
  })
  .openapi('SignedInUser');
export type SignedInUser = z.infer<typeof signedInUser>;

export const sessionAnswer = z.object({ user: signedInUser }).openapi('Session');
export const signInInput = z.object({
  email: z
    .string()
    .trim()
    .toLowerCase()
    .max(254, 'Enter an email address.')
    .regex(/^\P{Cc}*$/u, 'Enter an email address.'),
  password: z.string().max(200),
});
export const forgottenPasswordInput = z.object({ email: emailAddress });
export const resetPasswordInput = z.object({ token: z.string().min(1).max(200), password: newPassword });
export const changePasswordInput = z.object({ currentPassword: z.string().max(200), newPassword });

export const invitationInput = z.object({ email: emailAddress, name: personName, role });
/** `name` and `password` are for an address that has no account yet. */
export const acceptInvitationInput = z.object({
  token: z.string().min(1).max(200),
  name: personName.optional(),
  password: newPassword.optional(),
});
/** What an invited person sees before accepting. `hasAccount`: the address can sign in already, so no password is asked. */
export const invitationPreview = z
  .object({ firmName: z.string(), email: z.string(), name: z.string(), role, hasAccount: z.boolean() })
  .openapi('InvitationPreview');
export type InvitationPreview = z.infer<typeof invitationPreview>;

/** A member of a firm, or somebody invited who has not accepted yet (`invitedAt` set, `userId` null). */
export const member = z
  .object({
    userId: identifier.nullable(),
    invitationId: identifier.nullable(),
    email: z.string(),
    name: z.string(),
    role,
    joinedAt: instant.nullable(),
    invitedAt: instant.nullable(),
  })
  .openapi('Member');
export type Member = z.infer<typeof member>;
