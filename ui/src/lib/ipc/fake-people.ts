// What the stand-in shows: people and papers that do not exist, and pictures that only look like what they stand for.
import type { IdentityCardView, OccupantView, PersonaView, PersonView } from './types';

/** A drawn head and shoulders; `seed` picks colours. */
export function portraitOf(seed: number): string {
  const hair = ['#2b2320', '#3c2d24', '#1f1d22', '#4a4340'][seed % 4];
  const cloth = ['#0c5a5a', '#a83866', '#5b6b8c', '#8a6a2f'][(seed >> 1) % 4];
  const skin = ['#f0cda8', '#e6b98f', '#d9a67c'][seed % 3];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 120"><rect width="90" height="120" fill="#e6ebe8"/><path d="M10 120c2-28 16-36 35-36s33 8 35 36Z" fill="${cloth}"/><rect x="37" y="68" width="16" height="22" rx="8" fill="${skin}"/><ellipse cx="45" cy="52" rx="20" ry="25" fill="${skin}"/><path d="M23 54c-3-24 8-34 22-34s25 10 22 34c-3-12-8-18-14-20-8 4-20 3-25 6-3 4-4 8-5 14Z" fill="${hair}"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

function persona(
  seed: number,
  fullName: string,
  number: string,
  phone: string,
  level: 0 | 1 | 2,
  state: PersonaView['state'],
  samplePassword: string | null,
): PersonaView {
  return {
    fullName,
    number,
    phone,
    level,
    state,
    hasPassword: samplePassword !== null,
    samplePassword,
    portrait: portraitOf(seed),
  };
}

export const personas: PersonaView[] = [
  persona(7, 'Đặng Thị Ánh', '036156900012', '0987654321', 0, 'no_account', null),
  persona(3, 'Nguyễn Thị Hoài An', '001190012345', '0912345678', 2, 'not_active', 'HoaiAn_1990'),
  persona(4, 'Trần Quốc Bảo', '079088004512', '0905112233', 2, 'card_only', null),
  persona(1, 'Lê Minh Châu', '048301007788', '0987654321', 1, 'not_active', 'MinhChau@2001'),
  persona(6, 'Phạm Văn Đức', '031075009911', '0934567890', 0, 'app_only', 'VanDuc#1975'),
  persona(5, 'Vũ Thị Ngọc Hà', '036195003344', '0978123456', 2, 'active_elsewhere', 'NgocHa_1995'),
  persona(2, 'Đặng Hoàng Khôi', '092099006677', '0868222333', 0, 'awaiting_approval', 'HoangKhoi!99'),
  persona(7, 'Bùi Thanh Mai', '022185001122', '0919888777', 2, 'suspended', 'ThanhMai$85'),
];

/** A picture with the look of a QR code: no reader reads it. */
export function qrPicture(size: number, seed: number): string {
  const inFinder = (x: number, y: number) =>
    [[0, 0], [size - 7, 0], [0, size - 7]].some(([left = 0, top = 0]) => {
      const dx = x - left;
      const dy = y - top;
      return dx >= -1 && dy >= -1 && dx <= 7 && dy <= 7;
    });
  let noise = seed * 2654435761 + 1;
  let path = '';
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      noise = (Math.imul(noise, 1664525) + 1013904223) >>> 0;
      if (!inFinder(x, y) && noise > 0x80000000) path += `M${x} ${y}h1v1h-1z`;
    }
  }
  for (const [x = 0, y = 0] of [[0, 0], [size - 7, 0], [0, size - 7]]) {
    path += `M${x} ${y}h7v7h-7zM${x + 1} ${y + 1}v5h5v-5zM${x + 2} ${y + 2}h3v3h-3z`;
  }
  const all = size + 8;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-4 -4 ${all} ${all}" shape-rendering="crispEdges"><rect x="-4" y="-4" width="${all}" height="${all}" fill="#fff"/><path d="${path}" fill="#000"/></svg>`;
}

export function cardFor(person: PersonView): IdentityCardView {
  return {
    number: person.number,
    fullName: person.fullName,
    birthDate: person.birthDate,
    sex: person.sex,
    nationality: 'Việt Nam',
    placeOfOrigin: 'Xã Liên Hà, huyện Đông Anh, Hà Nội',
    placeOfResidence: 'Số 12, ngõ 45, phố Hàng Mành, quận Hoàn Kiếm, Hà Nội',
    issuedOn: '2021-06-20',
    expiresOn: '2030-05-14',
    expiry: 'valid',
    oldNumber: '012345678',
    features: 'Nốt ruồi cách 1 cm dưới đuôi mắt trái',
    issuer: 'Cơ quan định danh thực hành',
    mrz: ['IDVNM1900123456001190012345<<7', '9005144F3005148VNM<<<<<<<<<<<2', 'NGUYEN<<THI<HOAI<AN<<<<<<<<<<<'],
    portrait: person.portrait,
    refreshedAt: Date.now() - 86_400_000,
    practice: true,
  };
}

/** Who shares the computer. */
export const OCCUPANTS: OccupantView[] = [
  { profile: 'main', name: 'Ngô Thị Kim Loan', maskedNumber: '03********17', unread: true, activating: false, inUse: false },
  { profile: 'nguoi-2', name: 'Trần Mạnh Đạt', maskedNumber: '00********34', unread: false, activating: false, inUse: true },
  { profile: 'nguoi-3', name: '', maskedNumber: '', unread: false, activating: false, inUse: false },
];

/** Who is active in the wallet, unless a test says otherwise. */
export function samplePerson(): PersonView {
  return {
    fullName: 'Nguyễn Thị Hoài An',
    number: '001190012345',
    maskedNumber: '00********45',
    level: 2,
    portrait: portraitOf(3),
    birthDate: '1990-05-14',
    sex: 'female',
    phone: '091****678',
    email: null,
    status: 'active',
    codeSwitch: false,
    papersAsk: true,
    recoverable: true,
    unreadNotices: 0,
    cardEndsOn: null,
    cardHasEnded: false,
    activatedAt: Date.UTC(2025, 2, 3, 2, 20),
  };
}
