import type { Services } from '../services.ts';
import { findInvitation } from './find-invitation.ts';
import { findUserByEmail } from './find-user.ts';
import type { InvitationPreview } from './schemas.ts';

/** What the holder of a mailed invitation may know before accepting. @throws PortalError `link_expired`. */
export async function previewInvitation(
  services: Services,
  input: { token: string },
): Promise<InvitationPreview> {
  return await services.store.system(async (query) => {
    const invitation = await findInvitation(query, input.token, services.clock.now());
    const user = await findUserByEmail(query, invitation.email);
    return {
      firmName: invitation.firm_name,
      email: invitation.email,
      name: invitation.name,
      role: invitation.role,
      hasAccount: user !== undefined && user.password_hash !== null,
    };
  });
}
