type Some<T> = readonly [T, ...T[]];

/** What an IT provider bills. Prices are in cents, without tax. */
export const SALES_ITEMS: Some<{ code: string; text: string; price: number; account: string }> = [
  { code: 'MSP-DESK', text: 'Managed service desk, per user and month', price: 4_500, account: '200' },
  { code: 'MSP-SRV', text: 'Server monitoring and patching, monthly', price: 18_500, account: '200' },
  { code: 'BKP-CLD', text: 'Cloud backup, 1 TB, monthly', price: 9_900, account: '200' },
  { code: 'M365-BP', text: 'Microsoft 365 Business Premium licence', price: 3_690, account: '200' },
  { code: 'SEC-EDR', text: 'Endpoint detection and response, per device', price: 1_250, account: '200' },
  { code: 'CON-HR', text: 'Consulting, per hour', price: 16_500, account: '200' },
  { code: 'CON-AH', text: 'After-hours call-out', price: 24_750, account: '200' },
  { code: 'PRJ-MIG', text: 'Mailbox migration, fixed price', price: 128_000, account: '200' },
  {
    code: 'PRJ-NET',
    text: 'Office network refresh: survey and installation',
    price: 342_035,
    account: '200',
  },
  { code: 'HW-LAP', text: 'Laptop 14", 32 GB, with set-up', price: 264_900, account: '260' },
  { code: 'HW-DOCK', text: 'USB-C docking station', price: 38_995, account: '260' },
  { code: 'HW-FW', text: 'Firewall appliance', price: 119_999, account: '260' },
  { code: 'DOM-NZ', text: 'Domain name renewal, one year', price: 3_450, account: '200' },
  { code: 'TEL-SIP', text: 'Voice line and number, monthly', price: 2_799, account: '200' },
];

/** What an IT provider buys. Prices are in cents, without tax. */
export const PURCHASES: Some<{ text: string; price: number; account: string }> = [
  { text: 'Wholesale licences', price: 2_890, account: '463' },
  { text: 'Data centre rack and power', price: 145_000, account: '429' },
  { text: 'Laptops for resale', price: 219_900, account: '310' },
  { text: 'Courier', price: 1_195, account: '429' },
  { text: 'Office rent', price: 412_500, account: '469' },
  { text: 'Vehicle lease', price: 68_740, account: '449' },
  { text: 'Fibre and mobile plans', price: 31_999, account: '489' },
];

export const NAME_STARTS: Some<string> = [
  'Harbour',
  'Southern',
  'Summit',
  'Fern',
  'Kauri',
  'Pacific',
  'Bright',
  'Copper',
  'Tasman',
  'Northgate',
  'Riverside',
  'Alpine',
  'Cedar',
  'Anchor',
  'Granite',
  'Willow',
  'Meridian',
  'Beacon',
  'Coastal',
  'Highland',
  'Silver',
  'Orchard',
  'Lantern',
  'Prospect',
  'Redwood',
  'Stirling',
  'Victoria',
  'Westfield',
  'Bayview',
  'Pioneer',
];

export const NAME_TRADES: Some<string> = [
  'Dental',
  'Legal',
  'Logistics',
  'Joinery',
  'Accounting',
  'Veterinary',
  'Roofing',
  'Catering',
  'Physio',
  'Print',
  'Architects',
  'Plumbing',
  'Electrical',
  'Motors',
  'Winery',
  'Pharmacy',
  'Surveyors',
  'Interiors',
  'Fitness',
  'Foods',
];

export const NAME_ENDS: Some<string> = [
  'Ltd',
  'Limited',
  'Group',
  '& Co',
  'Partners',
  'NZ',
  'Services',
  'Trust',
];

/** Names that break software which believes that a name is ASCII, short and without quotes. */
export const UNUSUAL_NAMES: Some<string> = [
  'Te Whare Hauora o Ōtaki',
  'Zoë & Söhne GmbH',
  'O\'Brien "Builders" <Wellington>',
  'Café Très Bien',
  '株式会社ひまわり',
  'Łódź Żurawie Sp. z o.o.',
  'Nguyễn Nha Khoa',
  'Şükrü Öztürk İnşaat',
  'Αθηνά Ναυτιλιακή',
  'Ngā Manu 🐦 Nature Reserve',
  'مكتب النور للمحاماة',
  'Åsa Ångström Arkitekter AB',
  // Xero's longest name: 255 characters, here as plain ones and as emoji of two code units each.
  'The Very Long Name Trust '.repeat(11).slice(0, 255),
  `${'🌏'.repeat(127)}.`,
];

export const FIRST_NAMES: Some<string> = [
  'Aroha',
  'Ben',
  'Chloe',
  'Dev',
  'Emi',
  'Finn',
  'Grace',
  'Hemi',
  'Ines',
  'Jack',
  'Kiri',
  'Leo',
];

export const LAST_NAMES: Some<string> = [
  'Walker',
  'Patel',
  'Ngata',
  'Smith',
  'Chen',
  'Fraser',
  'Novak',
  'Tane',
  'Reid',
  'Lopez',
  'Brown',
  'Kahu',
];

export const CITIES: Some<string> = [
  'Auckland',
  'Wellington',
  'Christchurch',
  'Dunedin',
  'Tauranga',
  'Hamilton',
  'Nelson',
  'Napier',
];
