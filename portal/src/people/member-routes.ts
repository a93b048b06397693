import { createRoute, z } from '@hono/zod-openapi';
import { type App, body, createRouter, json, problem, signedIn } from '../http/context.ts';
import type { Services } from '../services.ts';
import { identifier, listOf } from '../shapes.ts';
import { acceptInvitation } from './accept-invitation.ts';
import { changeRole } from './change-role.ts';
import { invite } from './invite.ts';
import { listMembers } from './list-members.ts';
import { previewInvitation } from './preview-invitation.ts';
import { removeMember } from './remove-member.ts';
import { acceptInvitationInput, invitationInput, invitationPreview, member, role } from './schemas.ts';
import { withdrawInvitation } from './withdraw-invitation.ts';

const firmParams = z.object({ firmId: identifier });
const memberParams = firmParams.extend({ userId: identifier });
const invitationParams = firmParams.extend({ invitationId: identifier });

/** A firm's people, and how others join them. */
export function memberRoutes(services: Services): App {
  const router = createRouter();
  router.openapi(
    createRoute({
      method: 'get',
      path: '/api/firms/{firmId}/members',
      request: { params: firmParams },
      responses: { 200: json('All the firm’s people, on one page', listOf(member)), ...problem },
    }),
    async (context) => {
      const items = await listMembers(services, signedIn(context), context.req.valid('param').firmId);
      return context.json({ items, nextCursor: null }, 200);
    },
  );
  router.openapi(
    createRoute({
      method: 'patch',
      path: '/api/firms/{firmId}/members/{userId}',
      request: { params: memberParams, body: body(z.object({ role })) },
      responses: { 200: json('The member with the new role', member), ...problem },
    }),
    async (context) => {
      const input = { ...context.req.valid('param'), ...context.req.valid('json') };
      return context.json(await changeRole(services, signedIn(context), input), 200);
    },
  );
  router.openapi(
    createRoute({
      method: 'delete',
      path: '/api/firms/{firmId}/members/{userId}',
      request: { params: memberParams },
      responses: { 204: { description: 'No longer a member' }, ...problem },
    }),
    async (context) => {
      await removeMember(services, signedIn(context), context.req.valid('param'));
      return context.body(null, 204);
    },
  );
  router.openapi(
    createRoute({
      method: 'post',
      path: '/api/firms/{firmId}/invitations',
      request: { params: firmParams, body: body(invitationInput) },
      responses: { 201: json('Invited by mail', member), ...problem },
    }),
    async (context) => {
      const input = { ...context.req.valid('param'), ...context.req.valid('json') };
      return context.json(await invite(services, signedIn(context), input), 201);
    },
  );
  router.openapi(
    createRoute({
      method: 'delete',
      path: '/api/firms/{firmId}/invitations/{invitationId}',
      request: { params: invitationParams },
      responses: { 204: { description: 'Withdrawn: its link no longer works' }, ...problem },
    }),
    async (context) => {
      await withdrawInvitation(services, signedIn(context), context.req.valid('param'));
      return context.body(null, 204);
    },
  );
  router.openapi(
    createRoute({
      method: 'post',
      path: '/api/invitations/preview',
      request: { body: body(acceptInvitationInput.pick({ token: true })) },
      responses: { 200: json('What the invitation is to', invitationPreview), ...problem },
    }),
    async (context) => context.json(await previewInvitation(services, context.req.valid('json')), 200),
  );
  router.openapi(
    createRoute({
      method: 'post',
      path: '/api/invitations/accept',
      request: { body: body(acceptInvitationInput) },
      responses: { 204: { description: 'Accepted: the person can sign in' }, ...problem },
    }),
    async (context) => {
      await acceptInvitation(services, context.req.valid('json'));
      return context.body(null, 204);
    },
  );
  return router;
}
