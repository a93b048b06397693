/** Where the measured portal says that browsers reach it; nobody listens there. */
export const PUBLIC_URL = 'http://localhost:3000';
