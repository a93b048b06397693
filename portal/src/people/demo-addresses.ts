/** The people that a demo makes. Their passwords are printed for everybody to read. */
export const DEMO_ADDRESSES = {
  staff: 'staff@demo.example',
  owner: 'owner@demo.example',
  viewer: 'viewer@demo.example',
} as const;
