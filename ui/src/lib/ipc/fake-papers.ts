// What the stand-in answers about papers: made-up contents under the fields that the core's own files name.
import { portraitOf, qrPicture } from './fake-people';
import { Failure } from './failure';
import type { Fake } from './fake';
import type {
  ChallengeFrameView,
  ChallengeView,
  IntegratedView,
  PaceView,
  PaperCheckedView,
  PaperColumnView,
  PaperEntryView,
  PaperFieldView,
  PaperFormatView,
  PaperKindInfoView,
  PaperKindView,
  PaperPrintingView,
  PaperShowingView,
  PaperValueView,
  PresentationView,
  PurposeView,
  SharingView,
} from './types';

interface Claim {
  path: (string | null)[];
  display: { locale: string; label: string }[];
  sd: 'always' | 'never';
  value: string;
}

interface Metadata {
  display: { locale: string; name: string; description: string }[];
  source: { locale: string; name: string }[];
  claims: Claim[];
}

const FILES = import.meta.glob<Metadata>('$papers/*.json', { eager: true, import: 'default' });

export const KINDS: readonly PaperKindView[] = [
  'personal-info',
  'identity-card',
  'driving-licence',
  'vehicle-registration',
  'health-insurance',
  'social-insurance',
  'residence',
  'dependants',
  'health-book',
  'tax',
];

const PURPOSES: Partial<Record<PaperKindView, [PurposeView, string[]][]>> = {
  'personal-info': [['over-eighteen', ['portrait', 'age_equal_or_over.18']]],
  'identity-card': [
    ['over-eighteen', ['portrait', 'age_equal_or_over.18']],
    ['treatment', ['full_name', 'birthdate', 'personal_number', 'portrait']],
    ['lodging', ['full_name', 'personal_number', 'birthdate', 'sex', 'nationality', 'address', 'portrait']],
  ],
  'driving-licence': [
    ['over-eighteen', ['portrait', 'age_equal_or_over.18']],
    [
      'driving',
      ['document_number', 'full_name', 'birthdate', 'classes', 'issued_on', 'expires_on', 'points', 'portrait'],
    ],
  ],
  'vehicle-registration': [
    ['driving', ['plate', 'document_number', 'kind', 'brand', 'colour', 'full_name', 'expires_on']],
  ],
  'health-insurance': [
    [
      'treatment',
      ['document_number', 'full_name', 'birthdate', 'sex', 'hospital', 'benefit_level', 'valid_from', 'expires_on'],
    ],
  ],
  'health-book': [['treatment', ['full_name', 'blood_type', 'allergies', 'conditions']]],
  residence: [['lodging', ['full_name', 'personal_number', 'permanent_address']]],
};

const NUMBERS: Partial<Record<PaperKindView, string>> = {
  'driving-licence': 'document_number',
  'vehicle-registration': 'plate',
  'health-insurance': 'document_number',
  'social-insurance': 'document_number',
};

function metadata(kind: PaperKindView): Metadata {
  const [, file] = Object.entries(FILES).find(([path]) => path.endsWith(`/${kind}.json`)) ?? [];
  if (file === undefined) throw new Failure('unexpected', { kind });
  return file;
}

const said = <T extends { locale: string }>(all: T[], locale: string) => all.find((one) => one.locale === locale)!;

function column({ path, display }: Claim, name = path.filter((step) => step !== null).join('.')): PaperColumnView {
  return { name, labelVi: said(display, 'vi').label, labelEn: said(display, 'en').label };
}

/** The fields that can be shown or kept by themselves, a list as a whole. */
function keepable({ claims }: Metadata): Claim[] {
  return claims.filter(({ path, value }) => !path.includes(null) && value !== 'ages');
}

export function kindInfo(kind: PaperKindView): PaperKindInfoView {
  const known = metadata(kind);
  return {
    kind,
    nameVi: said(known.display, 'vi').name,
    nameEn: said(known.display, 'en').name,
    descriptionVi: said(known.display, 'vi').description,
    descriptionEn: said(known.display, 'en').description,
    sourceVi: said(known.source, 'vi').name,
    sourceEn: said(known.source, 'en').name,
    numberField: NUMBERS[kind] ?? null,
    fields: keepable(known).map((claim) => column(claim)),
    formats: formatsOf(kind).map((format) => ({
      format,
      fields: keepable(known)
        .map((claim) => column(claim).name)
        .filter((name) => format === 'sd_jwt' || name !== 'points'),
    })),
    purposes: (PURPOSES[kind] ?? []).map(([purpose, fields]) => ({ purpose, fields })),
  };
}

const formatsOf = (kind: PaperKindView): PaperFormatView[] =>
  kind === 'driving-licence' ? ['sd_jwt', 'mdoc'] : ['sd_jwt'];

type Content = Record<string, unknown>;

function valueOf(kind: string, value: unknown): PaperValueView {
  switch (kind) {
    case 'number':
      return { type: 'number', text: String(value) };
    case 'date':
      return { type: 'date', day: String(value) };
    case 'expiry':
      return { type: 'expiry', day: value === null ? null : String(value) };
    case 'month':
      return { type: 'month', month: String(value) };
    case 'count':
    case 'months':
    case 'money':
      return { type: kind, count: Number(value) };
    case 'sex':
      return { type: 'sex', sex: value === 'female' ? 'female' : 'male' };
    case 'truth':
      return { type: 'truth', holds: value === true };
    case 'portrait':
      return { type: 'portrait', address: String(value) };
    default:
      return { type: 'text', text: String(value) };
  }
}

export function fieldsOf(kind: PaperKindView, content: Content): PaperFieldView[] {
  const known = metadata(kind);
  return keepable(known).flatMap((claim): PaperFieldView[] => {
    const [first = '', second] = claim.path as string[];
    const outer = content[first];
    const value = second === undefined ? outer : (outer as Content | undefined)?.[second];
    if (value === undefined) return [];
    if (claim.value !== 'entries') return [{ ...column(claim), value: valueOf(claim.value, value) }];
    const within = known.claims.filter(({ path }) => path.length === 3 && path[0] === first && path[1] === null);
    const rows = (value as Content[]).map((entry) =>
      within.map(({ path, value: type }) => {
        const inner = entry[String(path[2])];
        return inner === undefined ? null : valueOf(type, inner);
      }),
    );
    const columns = within.map((claim) => column(claim, String(claim.path[2])));
    return [{ ...column(claim), value: { type: 'entries', columns, rows } }];
  });
}

const NAME = 'Nguyễn Thị Hoài An';
const NUMBER = '001190012345';
const HOME = 'Số 12, ngõ 45, phố Hàng Mành, quận Hoàn Kiếm, Hà Nội';
const AGES = { '14': true, '16': true, '18': true, '60': false };

/** So many periods of social insurance, one month each, newest last. */
export function periods(count: number): Content[] {
  return Array.from({ length: count }, (_, month) => {
    const at = `${1996 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
    return {
      from: at,
      to: at,
      employer: month % 3 ? 'Công ty TNHH May mặc Hồng Hà' : 'Hợp tác xã Thêu ren Quất Động',
      job: 'Công nhân may bậc 4',
      place: 'Thường Tín, Hà Nội',
      salary_base: 5_310_000 + month * 1000,
    };
  });
}

export const CONTENTS: Record<PaperKindView, Content> = {
  'personal-info': {
    full_name: NAME,
    personal_number: NUMBER,
    birthdate: '1990-05-14',
    sex: 'female',
    nationality: 'Việt Nam',
    ethnicity: 'Kinh',
    religion: 'Không',
    birth_place: 'Phường Hàng Gai, quận Hoàn Kiếm, Hà Nội',
    place_of_origin: 'Xã Liên Hà, huyện Đông Anh, Hà Nội',
    permanent_address: HOME,
    current_address: HOME,
    marital_status: 'Đã kết hôn',
    blood_type: 'O',
    portrait: portraitOf(3),
    age_equal_or_over: AGES,
  },
  'identity-card': {
    personal_number: NUMBER,
    full_name: NAME,
    birthdate: '1990-05-14',
    sex: 'female',
    nationality: 'Việt Nam',
    place_of_origin: 'Xã Liên Hà, huyện Đông Anh, Hà Nội',
    address: HOME,
    issued_on: '2021-06-20',
    expires_on: '2030-05-14',
    issuer_name: 'Cơ quan định danh thực hành',
    portrait: portraitOf(3),
    age_equal_or_over: AGES,
    history: [
      { kind: 'Căn cước công dân', number: NUMBER, issued_on: '2016-03-01', expires_on: '2030-05-14', issuer_name: 'Cơ quan cấp thẻ thực hành' },
      { kind: 'Chứng minh nhân dân', number: '012345678', issued_on: '2005-05-20', issuer_name: 'Công an thực hành' },
    ],
  },
  'driving-licence': {
    document_number: '010178006543',
    full_name: NAME,
    birthdate: '1990-05-14',
    nationality: 'Việt Nam',
    address: HOME,
    classes: [
      { class: 'A1', vehicles: 'Xe mô tô hai bánh đến 125 cm³', issued_on: '2009-03-12', expires_on: null },
      { class: 'B', vehicles: 'Ô tô chở người đến 8 chỗ, ô tô tải đến 3.500 kg', issued_on: '2017-08-01', expires_on: '2027-08-01' },
    ],
    issued_on: '2017-08-01',
    expires_on: '2027-08-01',
    issuer_name: 'Sở Xây dựng thực hành Hà Nội',
    points: 10,
    portrait: portraitOf(3),
    age_equal_or_over: AGES,
  },
  'vehicle-registration': {
    plate: '29-H1 123.45',
    document_number: '29 012345',
    kind: 'Mô tô – xe máy',
    brand: 'Honda',
    model: 'Vision',
    colour: 'Trắng ngà',
    frame_number: 'RLHJF5800KY012345',
    engine_number: 'JF86E0012345',
    full_name: NAME,
    address: HOME,
    first_registered_on: '2019-10-02',
    issued_on: '2019-10-02',
    expires_on: null,
    issuer_name: 'Phòng Cảnh sát giao thông thực hành',
  },
  'health-insurance': {
    document_number: 'DN4011234567890',
    full_name: NAME,
    birthdate: '1990-05-14',
    sex: 'female',
    hospital: 'Bệnh viện Đa khoa Đống Đa',
    benefit_level: '80 %',
    valid_from: '2026-01-01',
    expires_on: '2026-12-15',
    five_years_on: '2026-01-01',
    issuer_name: 'Bảo hiểm xã hội thực hành',
  },
  'social-insurance': {
    document_number: '0112345678',
    full_name: NAME,
    birthdate: '1990-05-14',
    sex: 'female',
    started_on: '2012-08-01',
    months: 172,
    periods: periods(172),
    issuer_name: 'Bảo hiểm xã hội thực hành',
  },
  residence: {
    full_name: NAME,
    personal_number: NUMBER,
    birthdate: '1990-05-14',
    permanent_address: HOME,
    current_address: HOME,
    household_number: '010100234567',
    household_head: 'Nguyễn Văn Bình',
    relation: 'Con',
    members: [
      { full_name: 'Nguyễn Văn Bình', birthdate: '1960-02-03', sex: 'male', relation: 'Chủ hộ', personal_number: '001060001234' },
      { full_name: 'Trần Thị Mai', birthdate: '1962-11-20', sex: 'female', relation: 'Vợ', personal_number: '001162005678' },
    ],
  },
  dependants: {
    full_name: NAME,
    personal_number: NUMBER,
    people: [
      { full_name: 'Phạm Gia Hân', personal_number: '001319004455', birthdate: '2019-04-30', sex: 'female', relation: 'Con' },
    ],
  },
  'health-book': {
    full_name: NAME,
    personal_number: NUMBER,
    birthdate: '1990-05-14',
    sex: 'female',
    insurance_number: 'DN4011234567890',
    blood_type: 'O',
    allergies: 'Penicillin',
    conditions: 'Viêm mũi dị ứng',
    visits: [
      {
        date: '2026-09-08',
        facility: 'Bệnh viện Đa khoa Đống Đa',
        department: 'Tai mũi họng',
        diagnosis: 'Viêm mũi dị ứng theo mùa',
        tests: 'Nội soi tai mũi họng',
        prescription: 'Loratadin 10 mg, mỗi ngày 1 viên, 10 ngày',
        follow_up_on: '2026-10-08',
      },
      { date: '2025-12-01', facility: 'Trạm Y tế phường Hàng Gai', diagnosis: 'Cảm lạnh', prescription: 'Paracetamol 500 mg' },
    ],
  },
  tax: {
    document_number: NUMBER,
    full_name: NAME,
    personal_number: NUMBER,
    office: 'Thuế cơ sở thực hành số 1',
    registered_on: '2012-09-01',
    obligations: [
      { year: 2025, kind: 'Thuế thu nhập cá nhân', due: 1_250_000, paid: 1_250_000, state: 'Đã nộp đủ' },
      { year: 2026, kind: 'Thuế thu nhập cá nhân', due: 1_480_000, paid: 0, state: 'Chưa đến hạn' },
    ],
  },
};

function entry(id: number, kind: PaperKindView, more: Partial<PaperEntryView> = {}): PaperEntryView {
  return {
    id,
    kind,
    title: null,
    expiry: 'valid',
    lastDay: null,
    state: 'in_force',
    refreshedAt: Date.now() - 5 * 3_600_000,
    formats: formatsOf(kind),
    copiesLeft: 9,
    practice: true,
    ...more,
  };
}

/** One of every kind, each in another state. */
export function samplePapers(): PaperEntryView[] {
  return [
    entry(1, 'driving-licence', { title: 'Hạng A1, B', lastDay: '2027-08-01' }),
    entry(2, 'vehicle-registration', { title: '29-H1 123.45' }),
    entry(3, 'health-insurance', { expiry: 'soon', lastDay: '2026-12-15' }),
    entry(4, 'social-insurance'),
    entry(5, 'residence'),
    entry(6, 'health-book', { refreshedAt: Date.now() - 12 * 86_400_000, copiesLeft: 0 }),
    entry(7, 'vehicle-registration', { title: '30A-678.90', state: 'held' }),
    entry(8, 'tax', { state: 'revoked' }),
    entry(9, 'dependants', { expiry: 'expired', lastDay: '2026-11-01' }),
  ];
}

export function sampleSharings(): SharingView[] {
  const day = 86_400_000;
  const now = Date.now();
  return [
    {
      id: 3,
      at: now - 40 * 60_000,
      kind: 'driving-licence',
      fields: ['portrait', 'age_equal_or_over.18'],
      purpose: 'over-eighteen',
      printed: false,
      to: 'Rạp chiếu phim Tháng Tám',
    },
    {
      id: 2,
      at: now - 9 * day,
      kind: 'health-insurance',
      fields: ['document_number', 'full_name', 'birthdate', 'sex', 'hospital', 'benefit_level', 'valid_from', 'expires_on'],
      purpose: 'treatment',
      printed: false,
      to: 'Bệnh viện Đa khoa Đống Đa',
    },
    { id: 1, at: now - 63 * day, kind: 'residence', fields: ['full_name', 'permanent_address'], purpose: null, printed: false, to: null },
  ];
}

/** Modules that look like a code's and are none: another for each number. */
function modules(side: number, seed: number): string {
  const bytes = new Uint8Array(Math.ceil((side * side) / 8));
  let noise = seed * 2654435761 + 1;
  const dark = (x: number, y: number) => {
    const finder = [[0, 0], [side - 7, 0], [0, side - 7]].find(
      ([left = 0, top = 0]) => x >= left - 1 && x <= left + 7 && y >= top - 1 && y <= top + 7,
    );
    noise = (Math.imul(noise, 1664525) + 1013904223) >>> 0;
    if (!finder) return noise > 0x80000000;
    const away = Math.max(Math.abs(x - (finder[0] ?? 0) - 3), Math.abs(y - (finder[1] ?? 0) - 3));
    return away !== 2 && away <= 3;
  };
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const at = y * side + x;
      if (dark(x, y)) bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (0x80 >> (at & 7));
    }
  }
  return btoa(String.fromCharCode(...bytes));
}

const LIFE_MS = 300_000;

function presentation(pace: PaceView): PresentationView {
  const [side, count, perSecond] = pace === 'brisk' ? [105, 24, 15] : [69, 58, 8];
  const frames = Array.from({ length: count }, (_, seed) => ({ side, modules: modules(side, seed) }));
  return { frames, pace, perSecond, remainingMs: LIFE_MS, text: 'eyJ0eXAiOiJkYytzZC1qd3QifQ.made.up~' };
}

function checked(more: Partial<PaperCheckedView>): PaperCheckedView {
  return {
    word: 'genuine',
    code: 'genuine_practice',
    practice: true,
    authority: 'Cơ quan định danh thực hành',
    verified: true,
    asIssued: false,
    kind: 'driving-licence',
    format: 'sd_jwt',
    fields: [],
    missing: [],
    otherKind: false,
    samePerson: null,
    answered: null,
    issuedAt: Date.UTC(2026, 10, 21),
    madeAt: Date.now() - 4_000,
    seenBeforeAt: null,
    seenElsewhere: false,
    trustAgeMs: 3 * 3_600_000,
    ...more,
  };
}

const { age_equal_or_over: _ages, address: _address, nationality: _nationality, ...DRIVING } = CONTENTS['driving-licence'];
const OVER_EIGHTEEN = { portrait: portraitOf(3), age_equal_or_over: { '18': true } };

/** By name: how a paper was judged. */
export const CHECKED: Record<string, PaperCheckedView> = {
  genuine: checked({ fields: fieldsOf('driving-licence', DRIVING), samePerson: true }),
  age: checked({ kind: 'identity-card', fields: fieldsOf('identity-card', OVER_EIGHTEEN) }),
  missing: checked({
    fields: fieldsOf('driving-licence', { full_name: NAME, document_number: '010178006543' }),
    missing: kindInfo('driving-licence').fields.filter(({ name }) => name === 'classes' || name === 'portrait'),
    samePerson: false,
  }),
  expired: checked({
    word: 'withdrawn',
    code: 'paper_expired',
    verified: false,
    kind: 'health-insurance',
    fields: fieldsOf('health-insurance', CONTENTS['health-insurance']),
  }),
  revoked: checked({ word: 'withdrawn', code: 'revoked', verified: false, fields: fieldsOf('driving-licence', DRIVING) }),
  printed: checked({
    word: 'unverified',
    code: 'printed_copy',
    verified: false,
    asIssued: true,
    fields: fieldsOf('driving-licence', { full_name: NAME, document_number: '010178006543' }),
    madeAt: null,
  }),
  mdoc: checked({
    format: 'mdoc',
    fields: fieldsOf('driving-licence', DRIVING).filter(({ name }) => name !== 'points'),
    missing: kindInfo('driving-licence').fields.filter(({ name }) => name === 'points'),
  }),
  fake: checked({ word: 'fake', code: 'bad_issuer_signature', verified: false, kind: null, format: null, authority: null }),
};

const CHALLENGE: ChallengeView = {
  text: 'DD1C:7-K%25',
  svg: qrPicture(29, 7),
  remainingMs: 60_000,
  lifeMs: 60_000,
};

export class FakePapers {
  entries: PaperEntryView[] = samplePapers();
  contents: Record<PaperKindView, Content> = { ...CONTENTS };
  sharings: SharingView[] = sampleSharings();
  /** What asking the register gives, where it is not one more paper. */
  integrated: IntegratedView | null = null;
  checked: PaperCheckedView = CHECKED.genuine!;
  /** What the camera sees that looks for a challenge. */
  challenge: ChallengeFrameView = { challenge: null, other: false, hint: 'nothing', seen: null };
  #shown: PresentationView | null = null;
  #allowed: PaperShowingView | null = null;

  constructor(private readonly fake: Fake) {}

  readonly commands: Record<string, (args: Record<string, unknown>) => unknown> = {
    papers: () => this.entries,
    paper_kinds: () => KINDS.map(kindInfo),
    paper: ({ id, passcode }) => {
      this.fake.papersOpened(passcode as string | null);
      const entry = this.#entry(Number(id));
      const fields = fieldsOf(entry.kind, this.contents[entry.kind]);
      return { entry, issuer: 'Cơ quan định danh thực hành', edition: `edition-${entry.id}`, fields };
    },
    integrate_paper: ({ kind }) => {
      if (this.integrated !== null) return this.integrated;
      const paper = entry(this.entries.length + 20, kind as PaperKindView);
      this.entries = [...this.entries, paper];
      return { outcome: 'kept', papers: [paper] };
    },
    remove_paper: ({ id, passcode }) => {
      this.fake.tryPasscode(String(passcode));
      this.entries = this.entries.filter((paper) => paper.id !== id);
    },
    print_paper: ({ printing, passcode }) => {
      this.fake.tryPasscode(String(passcode));
      const { id, fields, to } = printing as PaperPrintingView;
      const { kind } = this.#entry(id);
      this.sharings = [{ id: Date.now(), at: Date.now(), kind, fields, purpose: null, printed: true, to }, ...this.sharings];
      return { path: `/home/an/Tải xuống/ban-in-${kind}.pdf`, codes: 7 };
    },
    present_paper: ({ showing, passcode }) => {
      this.fake.tryPasscode(String(passcode));
      return this.#present(showing as PaperShowingView);
    },
    allow_showing: ({ showing, passcode }) => {
      this.fake.tryPasscode(String(passcode));
      this.#allowed = showing as PaperShowingView;
    },
    challenge_frame: () => this.challenge,
    challenge_image: () => this.challenge,
    challenge_dropped: () => this.challenge,
    challenge_pasted: () => {
      throw new Failure('no_image_copied');
    },
    answer_challenge: ({ challenge }) => {
      if (this.#allowed === null) throw new Failure('wrong_step');
      if (!String(challenge).startsWith('DD1C:')) throw new Failure('not_a_challenge');
      return this.#present(this.#allowed);
    },
    pace_of_presentation: ({ pace }) => {
      if (this.#shown === null) throw new Failure('wrong_step');
      return (this.#shown = presentation(pace as PaceView));
    },
    save_presentation: () => '/home/an/Tải xuống/giay-phep-lai-xe.ddpaper',
    stop_presenting_paper: () => void (this.#shown = this.#allowed = null),
    ask_for_paper: ({ challenged }) => (challenged ? CHALLENGE : null),
    ask_for_code: () => ({ ...CHALLENGE }),
    check_paper_text: ({ text }) => {
      if (!String(text).includes('~')) throw new Failure('not_a_paper');
      return this.checked;
    },
    sharing_log: ({ query }) => {
      const wanted = String(query ?? '').toLowerCase();
      return this.sharings.filter(({ kind, to }) => `${kind} ${to ?? ''}`.toLowerCase().includes(wanted));
    },
    forget_sharing: ({ id }) => void (this.sharings = this.sharings.filter((one) => one.id !== id)),
    export_sharing: () => '/home/an/Tải xuống/nhat-ky-chia-se.csv',
  };

  #present({ id, fields, purpose, to, pace }: PaperShowingView): PresentationView {
    const { kind } = this.#entry(id);
    this.sharings = [{ id: Date.now(), at: Date.now(), kind, fields, purpose, printed: false, to }, ...this.sharings];
    return (this.#shown = presentation(pace));
  }

  #entry(id: number): PaperEntryView {
    const found = this.entries.find((paper) => paper.id === id);
    if (found === undefined) throw new Failure('unexpected');
    return found;
  }
}
